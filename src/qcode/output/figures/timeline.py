"""Where in an interview its codes stand: a line a code, from the first word to the last."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qcode.model.codebook import Codebook
from qcode.model.coding import CodedSegment
from qcode.model.transcript import Transcript
from qcode.output.figures.style import FAINT, PAGE, drawing, save, short


def draw_timeline(
    transcript: Transcript,
    segments: Sequence[CodedSegment],
    codebook: Codebook,
    path: Path,
    *,
    title: str = "",
) -> None:
    """Draw the coded segments of one transcript; turns of interviewers are shaded.

    Across go the characters of all turns, or the minutes of the recording where each turn has its
    time. Codes stand in the order of the codebook, only those that are used.

    Args:
        transcript: the one.
        segments: coded segments of it; those of others are passed over.
        codebook: for the order of codes.
        path: `.png`, `.svg` or `.pdf`.
        title: above it.

    Raises:
        OutputError: it cannot be written.
    """
    own = [each for each in segments if each.segment.transcript_id == transcript.id]
    used = {each.code for each in own}
    codes = [code.id for code in codebook.codes if code.id in used]
    rows = {code: at for at, code in enumerate(codes)}
    labels = [short(code) for code in codes]
    height = 16 + 4.2 * max(len(codes), 2)
    with drawing([*labels, title, transcript.id], PAGE, height) as figure:
        axes = figure.subplots()
        axis = _Axis(transcript)
        for turn in transcript.turns:
            if turn.role == "interviewer":
                axes.axvspan(axis.at(turn.start), axis.at(turn.end), color=FAINT, linewidth=0)
        for each in own:
            start, end = axis.at(each.segment.start), axis.at(each.segment.end)
            least = axis.length / 300
            width = max(end - start, least)
            axes.barh(rows[each.code], width, left=start, height=0.62, color="black", linewidth=0)
        axes.set(xlim=(0, axis.length), ylim=(max(len(codes), 1) - 0.4, -0.6), xlabel=axis.name)
        axes.set_yticks(range(len(codes)), labels)
        axes.tick_params(axis="y", length=0)
        axes.spines[["top", "right", "left"]].set_visible(False)
        figure.suptitle(title or transcript.id, x=0.01, ha="left", size=7)
        save(figure, path)


class _Axis:
    """From code points to what goes across."""

    def __init__(self, transcript: Transcript) -> None:
        turns = transcript.turns
        times = [turn.start_time for turn in turns]
        known = [time for time in times if time is not None]
        self.is_timed = len(known) == len(turns) > 1 and known == sorted(known)
        self.name = "minutes of the recording" if self.is_timed else "characters of talk"
        self.points: list[tuple[int, float]] = []
        if self.is_timed:
            self.points = [(turn.start, known[at] / 60) for at, turn in enumerate(turns)]
            last = turns[-1].end_time or known[-1] + 30
            self.points.append((turns[-1].end, last / 60))
        else:
            said = 0
            for turn in turns:
                self.points += [(turn.start, float(said))]
                said += turn.end - turn.start
                self.points += [(turn.end, float(said))]
        self.length = max(self.points[-1][1], 1e-9)

    def at(self, place: int) -> float:
        """Where a code point stands, between the nearest ones that are known."""
        before = self.points[0]
        for point in self.points:
            if point[0] >= place:
                span = point[0] - before[0]
                part = (place - before[0]) / span if span else 0.0
                return before[1] + part * (point[1] - before[1])
            before = point
        return self.length
