"""Curves: codes by transcripts (saturation), measures by versions of a codebook (learning)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from qcode.output.figures.style import COLUMN, FAINT, GREY, drawing, save


def draw_saturation(curve: pd.DataFrame, path: Path, *, title: str = "") -> None:
    """Draw new codes as bars and codes so far as a line, over the band of random orders.

    Args:
        curve: as `saturation` gives it.
        path: `.png`, `.svg` or `.pdf`.
        title: above it, broken into lines.

    Raises:
        OutputError: it cannot be written.
    """
    from textwrap import fill

    title = fill(title, 62)
    with drawing([title], COLUMN, COLUMN * 0.8) as figure:
        axes = figure.subplots()
        numbers = curve["number"]
        axes.fill_between(
            numbers, curve["low"], curve["high"], color=FAINT, linewidth=0, label="random orders"
        )
        axes.plot(numbers, curve["expected"], color=GREY, linewidth=0.8, linestyle="--",
                  label="expected in any order")  # fmt: skip
        axes.plot(numbers, curve["codes"], color="black", linewidth=1.2, label="codes so far")
        axes.bar(numbers, curve["new"], color="black", width=0.5, label="new codes")
        axes.set(xlabel="transcripts", ylabel="codes", ylim=(0, None))
        axes.xaxis.get_major_locator().set_params(integer=True)  # type: ignore[call-arg]
        axes.legend(frameon=False, fontsize=6, loc="center right")
        axes.spines[["top", "right"]].set_visible(False)
        if title:
            figure.suptitle(title, x=0.01, ha="left", size=6)
        save(figure, path)


def draw_learning(versions: pd.DataFrame, path: Path, *, title: str = "") -> None:
    """Draw precision, recall and kappa with their intervals, a place a version of the codebook.

    Args:
        versions: rows in the order of the versions, with `version` and the measures and limits
            of `with_intervals`.
        path: `.png`, `.svg` or `.pdf`.
        title: above it.

    Raises:
        OutputError: it cannot be written.
    """
    names = [str(name) for name in versions["version"]]
    styles = (("precision", "o", "black"), ("recall", "s", GREY), ("kappa", "^", "black"))
    with drawing([title, *names], COLUMN, COLUMN * 0.8) as figure:
        axes = figure.subplots()
        for shift, (measure, marker, color) in enumerate(styles):
            at = [place + (shift - 1) * 0.08 for place in range(len(names))]
            value = versions[measure]
            axes.errorbar(
                at,
                value,
                yerr=[value - versions[f"{measure}_low"], versions[f"{measure}_high"] - value],
                label=measure,
                marker=marker,
                color=color,
                markersize=4,
                markerfacecolor="white" if measure == "kappa" else color,
                linewidth=0.8,
                capsize=2,
                linestyle="--" if measure == "recall" else "-",
            )
        axes.set(ylim=(0, 1.02), xlim=(-0.4, len(names) - 0.6))
        axes.set_xticks(range(len(names)), labels=names, rotation=20, ha="right", fontsize=6)
        axes.legend(frameon=False, fontsize=6, loc="lower right")
        axes.spines[["top", "right"]].set_visible(False)
        if title:
            figure.suptitle(title, x=0.01, ha="left", size=6)
        save(figure, path)
