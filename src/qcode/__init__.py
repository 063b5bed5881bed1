"""Code qualitative interviews, Chinese and English, with a YAML codebook.

The public names, each imported when it is first used, so that `import qcode` is quick:

    codebook = qcode.read_codebook("codebook.yaml")
    transcripts = qcode.read_transcripts(["interviews/"])
    suggestions = qcode.suggest(transcripts, codebook)
    print(qcode.frequency(suggestions, transcripts, codebook))
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from qcode.analysis.codes import code_table
    from qcode.analysis.comparison import compare
    from qcode.analysis.cooccurrence import cooccurrence
    from qcode.analysis.frequency import frequency
    from qcode.analysis.kwic import kwic
    from qcode.analysis.quotes import quotes
    from qcode.errors import QcodeError
    from qcode.matching.suggest import suggest
    from qcode.model.transcript import Transcript
    from qcode.reading.codebook import read_codebook
    from qcode.reading.gold import read_gold
    from qcode.reading.transcripts import read_transcript

    __version__: str

DISTRIBUTION = "qcode-qda"
"""What `pip install` calls qcode."""

_HOMES = {
    "QcodeError": "qcode.errors",
    "code_table": "qcode.analysis.codes",
    "compare": "qcode.analysis.comparison",
    "cooccurrence": "qcode.analysis.cooccurrence",
    "frequency": "qcode.analysis.frequency",
    "kwic": "qcode.analysis.kwic",
    "quotes": "qcode.analysis.quotes",
    "read_codebook": "qcode.reading.codebook",
    "read_gold": "qcode.reading.gold",
    "read_transcript": "qcode.reading.transcripts",
    "suggest": "qcode.matching.suggest",
}

__all__ = [  # noqa: RUF022  (in the order in which they are used)
    "read_codebook",
    "read_transcript",
    "read_transcripts",
    "read_gold",
    "suggest",
    "frequency",
    "code_table",
    "cooccurrence",
    "kwic",
    "quotes",
    "compare",
    "QcodeError",
    "__version__",
]


def read_transcripts(
    paths: str | Path | Iterable[str | Path],
    *,
    interviewers: Sequence[str] = (),
    encoding: str | None = None,
    cases: str | Path | None = None,
) -> tuple[Transcript, ...]:
    """Read transcripts from files and folders, all of them or none.

    Args:
        paths: one file or folder, or several; folders are searched through.
        interviewers: labels of those who ask; they override every other sign.
        encoding: forces one for all text files, None recognises it.
        cases: a table with attributes of transcripts and speakers; None takes `cases.csv` if
            one lies beside the transcripts.

    Raises:
        TranscriptError: files that cannot be read, all named at once. To go on without them use
            `qcode.reading.transcripts.read_transcripts`, which returns them as values.
        CasesError: a table of cases that does not fit the transcripts.
    """
    from pathlib import Path

    from qcode.errors import TranscriptError
    from qcode.reading.options import ReadingOptions
    from qcode.reading.transcripts import read_transcripts as read_all

    given = [paths] if isinstance(paths, str | Path) else paths
    table = Path(cases) if cases is not None else None
    reading = read_all(given, ReadingOptions(tuple(interviewers), encoding, cases=table))
    if reading.failed:
        raise TranscriptError(reading.failed)
    return reading.transcripts


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version(DISTRIBUTION)
    if name not in _HOMES:
        raise AttributeError(f"module 'qcode' has no attribute '{name}'")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
