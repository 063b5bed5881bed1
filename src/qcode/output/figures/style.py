"""What all figures share: size, fonts, the same bytes for the same figure."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from qcode.errors import OutputError
from qcode.output.files import replace_file

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SUFFIXES = (".png", ".svg", ".pdf")
COLUMN, PAGE = 85.0, 175.0
"""Widths in millimetres: of one column of a journal, and of the type area."""
TALLEST = 230.0
"""Millimetres."""
GREY = "#767676"
FAINT = "#d9d9d9"
_INCH = 25.4
_DOTS = 300
_CHINESE_FONTS = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN"),
    *("Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "Heiti SC", "SimHei", "SimSun"),
    *("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Noto Serif CJK SC", "Noto Sans CJK JP"),
    *("Arial Unicode MS", "Droid Sans Fallback"),
)
_NO_DATE: dict[str, dict[str, Any]] = {
    ".png": {"Software": None},
    ".svg": {"Date": None, "Creator": None},
    ".pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def is_figure(path: Path | None) -> TypeGuard[Path]:
    """Whether a file's suffix asks for a figure."""
    return path is not None and path.suffix.lower() in SUFFIXES


def check_figure(path: Path) -> None:
    """Check that a figure can be drawn into a file, best before any work is done.

    Raises:
        OutputError: the suffix is none of a figure, or matplotlib is not installed.
    """
    if not is_figure(path):
        hint = f"supported is {', '.join(SUFFIXES)}, for example -o {path.stem or 'figure'}.png"
        raise OutputError(f"cannot draw '{path}': it is no figure by its suffix\n  hint: {hint}")
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        hint = "install them: pip install 'qcode-qda[plots]'"
        raise OutputError(f"figures need an extra that is not installed\n  hint: {hint}") from None


@contextmanager
def drawing(labels: Iterable[str], width: float, height: float) -> Iterator[Figure]:
    """An empty figure, in a style that holds while it is drawn and saved.

    Args:
        labels: all words that will stand in it, to choose fonts that have their characters.
        width: in millimetres.
        height: in millimetres; a taller one than fits on a page is made smaller.

    Raises:
        OutputError: no font has Chinese characters.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings: dict[Any, Any] = {
        "font.family": _fonts(labels),
        "font.size": 7,
        "axes.linewidth": 0.5,
        "axes.unicode_minus": False,
        "svg.hashsalt": "qcode",
        "svg.fonttype": "none",
        "pdf.fonttype": 42,
        "text.parse_math": False,
    }
    with mpl.rc_context(settings):
        yield Figure(figsize=(width / _INCH, min(height, TALLEST) / _INCH), layout="constrained")


def save(figure: Figure, path: Path) -> None:
    """Write a figure in the form that the suffix says, whole or not at all; to be called within
    `drawing`.

    Raises:
        OutputError: it cannot be written there.
    """
    suffix = path.suffix.lower()
    data = io.BytesIO()
    figure.savefig(data, format=suffix[1:], dpi=_DOTS, metadata=_NO_DATE[suffix])
    replace_file(path, data.getvalue())


def short(label: str, most: int = 34) -> str:
    """A label that fits beside an axis."""
    label = " ".join(label.split())
    return label if len(label) <= most else label[: most - 1] + "…"


def width_of(label: str) -> float:
    """About how wide a label is in the figures' size of type, in millimetres."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in label)
    return 1.25 * (len(label) - wide) + 2.5 * wide


def _chinese_fonts() -> list[str]:
    from matplotlib import font_manager

    there = {font.name for font in font_manager.fontManager.ttflist}
    return [name for name in _CHINESE_FONTS if name in there]


def _fonts(labels: Iterable[str]) -> list[str]:
    from matplotlib import font_manager

    plain = ["DejaVu Sans"]
    if not any(_is_chinese(character) for label in labels for character in label):
        return plain
    found = _chinese_fonts()
    if not found:  # matplotlib remembers the fonts of its first day: one may be new
        known = {font.fname for font in font_manager.fontManager.ttflist}
        for path in sorted(set(font_manager.findSystemFonts()) - known):
            with suppress(OSError, RuntimeError, ValueError):
                font_manager.fontManager.addfont(path)
        found = _chinese_fonts()
    if not found:
        hint = "install one, such as Noto Sans CJK (Debian, Ubuntu: apt install fonts-noto-cjk)"
        raise OutputError(f"no font with Chinese characters was found\n  hint: {hint}")
    return [*plain, found[0]]


def _is_chinese(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
