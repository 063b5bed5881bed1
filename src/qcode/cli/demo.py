"""`qcode demo`: the whole thing once, on codebooks and interviews that come with qcode."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from qcode.cli.inputs import Material, gather, open_inputs, tell_failed
from qcode.cli.run import write_and_show
from qcode.cli.screen import counted, note, show
from qcode.errors import OutputError

MARK = "This folder was written by 'qcode demo'."
README = f"""{MARK}

codebooks/            two codebooks to read and change
transcripts_sample/   interviews, all of them invented
results/              what 'qcode run' makes of them: suggestions, reviewed by nobody

Files that you change are kept when the demo runs again.
"""
PAGE = "README.txt"
RESULTS = "results"
DEFAULT = Path("qcode-demo")


def demo(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new or empty folder; qcode-demo unless named.")
    ] = DEFAULT,
) -> None:
    """Run on sample interviews, and say what to try next.

    Writes two codebooks, invented interviews and the results into a folder.
    """
    from qcode.output.results import RunSettings, check_directory
    from qcode.samples import MAIN_CODEBOOK, TRANSCRIPTS

    _check_is_ours(directory)
    check_directory(directory / RESULTS)
    _write_samples(directory)
    inputs = open_inputs(directory / MAIN_CODEBOOK, [directory / TRANSCRIPTS])
    found = gather(inputs, speakers="participants")
    write_and_show(found, directory / RESULTS, RunSettings())
    show(_next_steps(directory, found))
    tell_failed(inputs.reading)


def _check_is_ours(directory: Path) -> None:
    """Accept a folder that is new, empty, or of an earlier demo.

    Raises:
        OutputError: it holds somebody else's files, or is no folder.
    """
    hint = "\n  hint: name a new folder: qcode demo DIR"
    try:
        entries = [path.name for path in directory.iterdir()] if directory.exists() else []
        page = directory / PAGE
        is_ours = page.is_file() and page.read_bytes().startswith(MARK.encode())
    except NotADirectoryError:
        raise OutputError(f"'{directory}' is not a folder{hint}") from None
    except OSError as error:
        raise OutputError(f"cannot read '{directory}': {error.strerror}{hint}") from error
    if entries and not is_ours:
        raise OutputError(f"'{directory}' holds files that the demo did not write{hint}")


def _write_samples(directory: Path) -> None:
    """Write the samples; a file that the user has changed stays as it is, and is named.

    Raises:
        OutputError: a file cannot be written.
    """
    from qcode.output.files import failures_named, replace_file
    from qcode.samples import sample_files

    samples = [(PAGE, README.encode()), *sample_files()]
    for name, content in samples:
        path = directory / name
        with failures_named(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            is_kept = path.exists() and path.read_bytes() != content
        if is_kept:
            note(f"note: {path} differs from the sample and is kept")
        else:
            replace_file(path, content)
    note(f"{counted(len(samples), 'file')} of codebooks and interviews in {directory}")


def _next_steps(directory: Path, found: Material) -> str:
    from qcode.samples import GOLD, MAIN_CODEBOOK, TRANSCRIPTS

    codebook, texts = _typed(directory / MAIN_CODEBOOK), _typed(directory / TRANSCRIPTS)
    counts = Counter(suggestion.code for suggestion in found.suggestions)
    code = counts.most_common(1)[0][0] if counts else found.codebook.applicable()[0].id
    return f"""
Try next:
  qcode quotes {codebook} {texts} --code {code}
  qcode explain {codebook} {code}
  qcode try "sign ~3 (name | paper | form) | 签字" {texts}
  qcode compare {codebook} {texts} --gold {_typed(directory / GOLD)}"""


def _typed(path: Path) -> str:
    """A path as one types it."""
    return f'"{path}"' if " " in str(path) else str(path)
