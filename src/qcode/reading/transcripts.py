"""Files to transcripts: the one door. A bad file is named; it never stops the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qcode.errors import CasesError, Problem, TranscriptError
from qcode.model.transcript import Speaker, Transcript, Turn
from qcode.reading.assembly import assemble
from qcode.reading.attributes import own_facts
from qcode.reading.casebook import open_cases
from qcode.reading.cases import CasesFile
from qcode.reading.conversations import Conversation, conversations
from qcode.reading.folders import find_files
from qcode.reading.formats import READERS, REFUSED, known_suffixes
from qcode.reading.language import language_of
from qcode.reading.lines import Draft, Source, Talk, UnreadableError
from qcode.reading.names import fold
from qcode.reading.options import AS_FOUND, ReadingOptions
from qcode.reading.qdpx import read_project_text
from qcode.reading.roles import BEFORE_LABELS, decide_roles, unmatched_interviewers
from qcode.reading.textgrid import merge_textgrids
from qcode.reading.turns import find_turns

LARGEST = 100_000_000
"""Bytes; ten hours of talk are less than one hundredth of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading files: the good ones, and each that failed with the reason."""

    transcripts: tuple[Transcript, ...]
    failed: tuple[Problem, ...]
    skipped: tuple[Problem, ...] = ()
    """Files in a folder that are of no known format: no failure, but not read."""
    notes: tuple[str, ...] = ()
    """What concerns all files together, such as a given interviewer who speaks in none."""
    cases: tuple[CasesFile, ...] = ()
    """The tables that attributes come from: named by the user, or found beside the files."""


def read_transcripts(paths: Iterable[str | Path], options: ReadingOptions = AS_FOUND) -> Reading:
    """Read files and folders, in the order given; folders in sorted order, with all below.

    Two transcripts of one name are a failure of both: neither can be told from the other in
    a table.

    Args:
        paths: files or folders.
        options: what the user says about the files.

    Raises:
        CasesError: a table of cases has problems; it holds them all, and the files that failed.
    """
    given = [Path(path) for path in paths]
    found = find_files(given, options.cases)
    failed = list(found.failed)
    transcripts = []
    talks = conversations(found.files)
    book = open_cases(given, talks, options)
    clashing = _clashes(talks, failed)
    for talk in talks:
        if talk in clashing:
            continue
        try:
            transcripts.append(book.join(read_conversation(talk, options)))
        except TranscriptError as error:
            failed.extend(error.problems)
    if transcripts and (problems := book.problems()):
        raise CasesError([*failed, *problems])
    notes = (*unmatched_interviewers(transcripts, options.interviewers), *book.notes())
    return Reading(tuple(transcripts), tuple(failed), found.skipped, notes, book.files)


def read_transcript(path: str | Path, options: ReadingOptions = AS_FOUND) -> Transcript:
    """Read one transcript, without what a table of cases may say about it.

    Args:
        path: a file of a known format.
        options: what the user says about the file.

    Raises:
        TranscriptError: the file cannot be read as a transcript; it says why and what to do.
    """
    return read_conversation(Conversation((Path(path),)), options)


def read_conversation(talk: Conversation, options: ReadingOptions = AS_FOUND) -> Transcript:
    """Read the transcript that some files are together, or that is one text of a file.

    Raises:
        TranscriptError: one of them cannot be read; it says why and what to do.
    """
    try:
        files = [_bytes(each) for each in talk.files]
        data = b"".join(files)
        if talk.part:
            source, data = read_project_text(data, talk.part, options)
        elif len(files) > 1:
            source = merge_textgrids(files, talk.own_names(), options)
        else:
            source = READERS[talk.path.suffix.lower()](data, options)
        return _transcript(talk, data, source, options)
    except UnreadableError as reason:
        told = f"text '{talk.part}' {reason.message}" if talk.part else reason.message
        problem = Problem(str(talk.path), reason.line, told, reason.hint)
        raise TranscriptError([problem]) from None


def _bytes(path: Path) -> bytes:
    suffix = path.suffix.lower()
    if suffix in REFUSED:
        raise UnreadableError(*REFUSED[suffix])
    if suffix not in READERS:
        what = f"suffix '{path.suffix}'" if suffix else "a file without suffix"
        raise UnreadableError(f"{what} is not a known format", f"known are {known_suffixes()}")
    try:
        if not path.exists():
            raise UnreadableError("no such file", "check the spelling and the folder")
        if not path.is_file():
            raise UnreadableError("is not a regular file", "pass a file or a folder of transcripts")
        size = path.stat().st_size
        if size > LARGEST:
            message = f"is larger than {LARGEST // 1_000_000} MB"
            raise UnreadableError(message, "no transcript is: check what the file holds")
        return path.read_bytes()
    except PermissionError:
        raise UnreadableError(
            "cannot be read: permission denied", "check the file's rights"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise UnreadableError(
            f"cannot be read: {reason.lower()}", "check the disk and the path"
        ) from None


def _transcript(
    files: Conversation, data: bytes, source: Source, options: ReadingOptions
) -> Transcript:
    given = (*options.interviewers, *(name for name, _ in source.roles))
    talk = find_turns(source, given, options.labels or source.labels)
    text, places = assemble(source.text, talk.drafts)
    spoken = [
        (draft, place)
        for draft, place in zip(talk.drafts, places, strict=True)
        if place[0] < place[1]
    ]
    if not spoken:
        hint = "check that the right file was exported: it has no words beside headers and labels"
        raise UnreadableError("holds no talk", hint)
    facts = own_facts(source, talk)
    speakers, notes = decide_roles(
        [(draft.speaker, text[start:end]) for draft, (start, end) in spoken],
        legend=talk.legend,
        stated={fold(name): role for name, role in source.roles},
        header=talk.roles,
        interviewers=options.interviewers,
        unnamed=_why_unnamed_ask(talk),
    )
    speakers = _with_facts(speakers, source)
    roles = {speaker.name: speaker.role for speaker in speakers}
    turns = tuple(
        Turn(n, draft.speaker, roles[draft.speaker], start, end, began, draft.end_time)
        for n, ((draft, (start, end)), began) in enumerate(
            zip(spoken, _starts([draft for draft, _ in spoken]), strict=True), 1
        )
    )
    return Transcript(
        id=files.id,
        path=str(files.path),
        format=files.path.suffix.lower().lstrip("."),
        encoding=source.encoding,
        encoding_is_guess=source.encoding_is_guess,
        language=language_of([text[turn.start : turn.end] for turn in turns]),
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        turns=turns,
        speakers=speakers,
        attributes=tuple((fact.name, fact.value) for fact in facts),
        attributes_from=tuple((fact.name, fact.place) for fact in facts),
        set_aside=tuple(sorted((*source.set_aside, *talk.set_aside), key=lambda aside: aside.line)),
        notes=(*_merged_note(files), *source.notes, *talk.notes, *_preamble_note(talk), *notes),
    )


def _why_unnamed_ask(talk: Talk) -> str:
    """Why turns without a name are an interviewer's; "" where nothing says so."""
    if talk.asks_unlabelled:
        return "numbered questions without a label"
    return BEFORE_LABELS if any(draft.is_preamble for draft in talk.drafts) else ""


def _with_facts(speakers: tuple[Speaker, ...], source: Source) -> tuple[Speaker, ...]:
    """The speakers with what the file's table says about them."""
    facts: dict[str, list[tuple[str, str, str]]] = {}
    for who, *fact in source.of_speakers:
        name, value, place = fact
        facts.setdefault(fold(who), []).append((name, value, place))
    return tuple(
        replace(
            each,
            attributes=tuple((name, value) for name, value, _ in facts.get(fold(each.name), ())),
            attributes_from=tuple((name, at) for name, _, at in facts.get(fold(each.name), ())),
        )
        for each in speakers
    )


def _merged_note(talk: Conversation) -> tuple[str, ...]:
    if len(talk.files) < 2:
        return ()
    others = ", ".join(path.name for path in talk.files[1:])
    return (f"one conversation in {len(talk.files)} files, merged by time: also {others}",)


def _starts(drafts: Sequence[Draft]) -> list[float | None]:
    """Start times; where a time closes each paragraph, a turn starts where the last one ended."""
    starts: list[float | None] = []
    before: float | None = None
    for draft in drafts:
        starts.append(before if draft.start_time is None else draft.start_time)
        before = draft.end_time
    return starts


def _preamble_note(talk: Talk) -> tuple[str, ...]:
    for draft in talk.drafts:
        if draft.is_preamble:
            return (
                f"line {draft.line}: prose before the first label is kept as a turn of nobody; "
                "it is not coded unless all speakers are",
            )
    return ()


def _clashes(talks: Sequence[Conversation], failed: list[Problem]) -> set[Conversation]:
    """Files whose transcripts would have one name; a problem for each goes to `failed`."""
    named: dict[str, list[Conversation]] = {}
    for talk in talks:
        named.setdefault(talk.id.casefold(), []).append(talk)
    clashing: set[Conversation] = set()
    for same in named.values():
        if len(same) < 2:
            continue
        clashing.update(same)
        for talk in same:
            others = ", ".join(f"'{other.path}'" for other in same if other != talk)
            message = f"has the same transcript name '{talk.id}' as {others}"
            failed.append(Problem(str(talk.path), 0, message, "rename one; neither was read"))
    return clashing
