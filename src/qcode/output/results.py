"""The results folder of a run: four tables and the record that says what they are."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from qcode.analysis.codes import code_table
from qcode.analysis.cooccurrence import Together, cooccurrence
from qcode.analysis.frequency import frequency
from qcode.analysis.quotes import in_order, segment_columns
from qcode.errors import OutputError, Problem
from qcode.model.codebook import Codebook
from qcode.model.coding import Suggestion
from qcode.model.transcript import Transcript
from qcode.output.csv import columns_to_csv, encoded, to_csv
from qcode.output.files import UNFINISHED, failures_named, nearest_folder, replace_files
from qcode.output.run_record import MARKER, STATUS, RunSettings, run_record
from qcode.reading.cases import CasesFile

__all__ = ["FILES", "STATUS", "Results", "RunSettings", "check_directory", "write_results"]

RECORD = "run.json"
FILES = (
    *("suggested_matrix.csv", "suggestions.csv", "suggested_codes.csv"),
    *("suggested_cooccurrence.csv", RECORD),
)
_NOBODYS = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
"""What file managers leave in any folder that is looked at."""


@dataclass(frozen=True, eq=False)
class Results:
    """What a run wrote, with the tables to show."""

    files: tuple[Path, ...]
    """The five files, in the order of `FILES`."""
    matrix: pd.DataFrame
    codes: pd.DataFrame


def write_results(
    directory: Path,
    *,
    suggestions: Sequence[Suggestion],
    transcripts: Sequence[Transcript],
    codebook: Codebook,
    failed: Sequence[Problem] = (),
    cases: Sequence[CasesFile] = (),
    settings: RunSettings | None = None,
) -> Results:
    """Write the tables of a run and `run.json` into a folder: all or nothing.

    Args:
        directory: made if need be; results of an earlier run in it are replaced.
        suggestions: as `suggest` gives them.
        transcripts: all that were read.
        codebook: the one that was used.
        failed: the files that could not be read.
        cases: the tables that attributes come from.
        settings: what was asked for; None for what `qcode run` does without options.

    Raises:
        OutputError: the folder holds something that qcode did not write, or cannot be written.
        QcodeError: what `settings` ask for is not there.
    """
    settings = settings or RunSettings()
    check_directory(directory)
    matrix = frequency(
        suggestions,
        transcripts,
        codebook,
        by=settings.by,
        count=settings.count,
        unit=settings.unit,
        roll_up=settings.roll_up,
        long=settings.long,
        speakers=settings.speakers,
    )
    codes = code_table(
        suggestions,
        transcripts,
        codebook,
        roll_up=settings.roll_up,
        speakers=settings.speakers,
    )
    ranks = {code.id: place for place, code in enumerate(codebook.codes)}
    rows = in_order(suggestions, transcripts, ranks)
    columns = segment_columns(rows, transcripts)
    # Of what rules suggest, the sentence unit is the segment itself, as in the matrix.
    together: Together = "segment" if settings.unit == "sentence" else settings.unit
    texts = {
        "suggested_matrix.csv": to_csv(matrix, settings.excel),
        "suggestions.csv": columns_to_csv(
            list(columns), list(columns.values()), excel=settings.excel
        ),
        "suggested_codes.csv": to_csv(codes, settings.excel),
        "suggested_cooccurrence.csv": to_csv(
            cooccurrence(suggestions, codebook, unit=together), settings.excel
        ),
    }
    files = {name: encoded(text, excel=settings.excel) for name, text in texts.items()}
    files[RECORD] = run_record(
        files,
        suggestions=len(rows),
        transcripts=transcripts,
        codebook=codebook,
        failed=failed,
        cases=cases,
        settings=settings,
    )
    return Results(replace_files(directory, files), matrix, codes)


def check_directory(directory: Path) -> None:
    """Check that results may go into a folder, best before any work is done.

    Raises:
        OutputError: it is a file, is not writable, or holds files that qcode did not write or
            that were changed after qcode wrote them.
    """
    with failures_named(directory):
        there = nearest_folder(directory)
        if not os.access(there, os.W_OK | os.X_OK):
            hint = "choose another folder with -o, or change its rights"
            raise OutputError(f"cannot write into '{there}': permission denied\n  hint: {hint}")
        if directory.is_dir():
            _check_contents(directory)


def _check_contents(directory: Path) -> None:
    names = sorted(
        path.name
        for path in directory.iterdir()
        if path.name not in _NOBODYS and not path.name.startswith(UNFINISHED)
    )
    if not names:
        return
    record = _record(directory / RECORD)
    foreign = names if record is None else [name for name in names if name not in FILES]
    if foreign:
        shown = ", ".join(f"'{name}'" for name in foreign[:3])
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
        raise OutputError(
            f"'{directory}' holds files that qcode did not write: {shown}{more}"
            "\n  hint: choose a new or empty folder: -o DIR"
        )
    for name in names:
        if name != RECORD and _is_changed(directory / name, record):
            raise OutputError(
                f"'{directory / name}' was changed after qcode wrote it"
                "\n  hint: move it to keep your changes, or choose another folder: -o DIR"
            )


def _record(path: Path) -> dict[str, Any] | None:
    """The record of an earlier run, None if there is none or somebody else's."""
    try:
        record = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    ours = isinstance(record, dict) and record.get("written_by") == MARKER
    return record if ours else None


def _is_changed(path: Path, record: dict[str, Any] | None) -> bool:
    written = (record or {}).get("files", {}).get(path.name, {}).get("sha256")
    return bool(written != hashlib.sha256(path.read_bytes()).hexdigest())
