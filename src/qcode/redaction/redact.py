"""Transcripts and a list of names in, pseudonymised copies out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qcode.errors import Problem
from qcode.model.transcript import Role, Transcript
from qcode.redaction.copies import (
    NO_LABEL,
    CopiedTurn,
    Copy,
    copied,
    file_name,
    label_of,
    same_label,
)
from qcode.redaction.finder import Finder, file_name_finder, finder
from qcode.redaction.names import NO_NAMES, ListedName, NamesList
from qcode.redaction.numbers import find_numbers
from qcode.redaction.places import (
    Place,
    Placeholders,
    masked,
    placeholders,
    replaced,
    replacement,
)
from qcode.redaction.possible import Passage, PossibleName, Sighting, counted, sighting
from qcode.redaction.possible_chinese import chinese_names, is_chinese_name
from qcode.redaction.possible_latin import label_core, latin_names
from qcode.redaction.spelling import MASK, is_chinese, spelling
from qcode.redaction.titles import certain_titles, other_forms

FILE_NAME = "file name"
"""The kind of a replacement in the name of a file."""
_OWN = ("front matter", "header")
"""Where attributes stand that go into the copy. What a program noted about a file, such as who
typed, and what a table of cases says stay out."""


@dataclass(frozen=True, slots=True)
class RedactionSettings:
    """What is replaced besides listed names."""

    titles: bool = False
    """Also `李主任`, `Mrs Li` where they can be of one listed person only."""
    keep_numbers: bool = False


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """What stands for something in the copies, and how often."""

    original: str
    replacement: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Redaction:
    """The copies, what was replaced in them, and what still looks like a name."""

    copies: tuple[Copy, ...]
    counts: tuple[tuple[tuple[str, int], ...], ...]
    """For each copy: how many replacements of each kind."""
    key: tuple[KeyEntry, ...]
    possible: tuple[PossibleName, ...]
    not_found: tuple[ListedName, ...]
    """Listed names that stand in no transcript: perhaps spelled otherwise there."""
    failed: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a transcript and what is replaced in it."""

    text: str
    places: tuple[Place, ...]

    def copy(self, numbers: Placeholders) -> str:
        return replaced(self.text, self.places, numbers)


@dataclass(frozen=True, slots=True)
class _Found:
    """All texts of one transcript with their places."""

    transcript: Transcript
    turns: tuple[_Text, ...]
    labels: dict[str, _Text]
    attributes: tuple[tuple[_Text, _Text], ...]
    file_name: _Text

    def texts(self) -> Iterator[_Text]:
        """Each text as often as it stands in the copy, the file name left out."""
        for key, value in self.attributes:
            yield from (key, value)
        for turn, words in zip(self.transcript.turns, self.turns, strict=True):
            yield self.labels[turn.speaker]
            yield words


DEFAULT = RedactionSettings()


def redact(
    transcripts: Iterable[Transcript],
    names: NamesList = NO_NAMES,
    settings: RedactionSettings = DEFAULT,
) -> Redaction:
    """Pseudonymised copies of transcripts: names by the list, numbers by placeholders.

    A number has the same placeholder in all copies. What cannot be written so that it reads back
    to the same turns is a problem of the result; the others are done.
    """
    search = _Search(finder(names.names), file_name_finder(names.names), names, settings)
    found = [search.transcript(transcript) for transcript in transcripts]
    numbers = placeholders(
        place for each in found for text in each.texts() for place in text.places
    )
    failed: list[Problem] = []
    done = [(each, copy) for each in found if (copy := _copy(each, numbers, failed))]
    done = _without_clashes(done, failed)
    written = [each for each, _ in done]
    return Redaction(
        tuple(copy for _, copy in done),
        tuple(_counts(each) for each in written),
        _key(written, numbers),
        possible_names(found, names),
        _not_found(found, names),
        tuple(failed),
    )


def pseudonymised(texts: Iterable[str], names: NamesList) -> list[str]:
    """Texts with pseudonyms for listed names and placeholders for numbers, counted over all."""
    search = _Search(finder(names.names), file_name_finder(names.names), names, DEFAULT)
    found = [search.text(text) for text in texts]
    numbers = placeholders(place for each in found for place in each.places)
    return [each.copy(numbers) for each in found]


def pseudonymised_names(names_of_files: Iterable[str], names: NamesList) -> list[str]:
    """Names of transcripts with pseudonyms for listed names."""
    search = _Search(finder(names.names), file_name_finder(names.names), names, DEFAULT)
    return [search.file_name(name).copy({}) for name in names_of_files]


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for, ready for any number of texts."""

    names: Finder
    file_names: Finder
    listed: NamesList
    settings: RedactionSettings

    def transcript(self, transcript: Transcript) -> _Found:
        labels = dict.fromkeys(turn.speaker for turn in transcript.turns)
        origin = dict(transcript.attributes_from)
        own = [pair for pair in transcript.attributes if origin.get(pair[0], "").startswith(_OWN)]
        return _Found(
            transcript,
            tuple(self.text(transcript.words(turn)) for turn in transcript.turns),
            {label: self.text(label) for label in labels},
            tuple((self.text(key), self.text(value)) for key, value in own),
            self.file_name(transcript.id),
        )

    def text(self, text: str) -> _Text:
        """Numbers first, as addresses hold names; then names; then titles."""
        places = () if self.settings.keep_numbers else find_numbers(text)
        left = masked(text, places)
        places += self.names.find(left)
        if self.settings.titles:
            left = masked(text, places)
            places += certain_titles(other_forms(left, self.listed.names))
        return _Text(text, tuple(sorted(places, key=lambda place: place.start)))

    def file_name(self, name: str) -> _Text:
        return _Text(name, self.file_names.find(name))


def _copy(found: _Found, numbers: Placeholders, failed: list[Problem]) -> Copy | None:
    transcript = found.transcript
    labels = {
        name: label_of(text.copy(numbers)) if name else NO_LABEL
        for name, text in found.labels.items()
    }
    roles: dict[str, Role] = {turn.speaker: turn.role for turn in transcript.turns}
    clash = same_label(roles, labels)
    if clash:
        one, other = (f"'{name}'" if name else "turns without a label" for name in clash)
        message = f"{one} and {other} would both be '{labels[clash[0]]}', though one of them asks"
        failed.append(Problem(transcript.path, 0, message, "give them different pseudonyms"))
        return None
    turns = [
        CopiedTurn(
            labels[turn.speaker], turn.role, words.copy(numbers), turn.start_time, turn.end_time
        )
        for turn, words in zip(transcript.turns, found.turns, strict=True)
    ]
    attributes = [(key.copy(numbers), value.copy(numbers)) for key, value in found.attributes]
    result = copied(turns, attributes)
    if result is None:
        message = "has turns that a copy in plain text would not give back; no copy of it is made"
        hint = "look at it with 'qcode read', and split or relabel what it reads oddly"
        failed.append(Problem(transcript.path, 0, message, hint))
        return None
    text, lines_joined = result
    return Copy(_file_name(found), transcript.id, text, lines_joined)


def _file_name(found: _Found) -> str:
    """The name of the copy, with blanks only where the original has some."""
    name = file_name(found.file_name.copy({}))
    return name if " " in found.file_name.text else name.replace(" ", "_")


def _without_clashes(
    done: Sequence[tuple[_Found, Copy]], failed: list[Problem]
) -> list[tuple[_Found, Copy]]:
    """Those copies whose file names differ; of the others none is written."""
    uses = Counter(copy.name.casefold() for _, copy in done)
    kept = []
    for found, copy in done:
        if uses[copy.name.casefold()] == 1:
            kept.append((found, copy))
            continue
        message = f"its copy would have the same name, '{copy.name}.txt', as that of another"
        hint = "rename the file, or give the names in it different pseudonyms"
        failed.append(Problem(found.transcript.path, 0, message, hint))
    return kept


def _counts(found: _Found) -> tuple[tuple[str, int], ...]:
    kinds = Counter(place.kind for text in found.texts() for place in text.places)
    kinds.update(FILE_NAME for _ in found.file_name.places[:1])
    return tuple(kinds.items())


def _key(found: Iterable[_Found], numbers: Placeholders) -> tuple[KeyEntry, ...]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for each in found:
        for text in each.texts():
            for place in text.places:
                original = " ".join(text.text[place.start : place.end].split())
                counts[original, replacement(place, numbers), place.kind] += 1
        if each.file_name.places:
            name = each.file_name.text
            counts[name, _file_name(each), FILE_NAME] += 1
    return tuple(KeyEntry(*entry, count) for entry, count in counts.items())


def _not_found(found: Sequence[_Found], names: NamesList) -> tuple[ListedName, ...]:
    seen = {
        spelling(text.text[place.start : place.end]).casefold()
        for each in found
        for text in (*each.texts(), each.file_name)
        for place in text.places
    }
    return tuple(entry for entry in names.names if spelling(entry.name).casefold() not in seen)


def possible_names(found: Sequence[_Found], names: NamesList) -> tuple[PossibleName, ...]:
    """What still looks like a name in the copies, the most frequent first."""
    passages = [passage for each in found for passage in _passages(each)]
    sightings = [*_of_listed(passages, names), *_in_other_letters(passages, names)]
    passages = [_blacked_out(passage, sightings) for passage in passages]
    sightings += [*_labels(found), *chinese_names(passages), *latin_names(passages)]
    return counted(sightings)


def _passages(found: _Found) -> Iterator[Passage]:
    for text in (*found.turns, *(value for _, value in found.attributes)):
        yield Passage(found.transcript.id, text.text, masked(text.text, text.places))


def _of_listed(passages: Iterable[Passage], names: NamesList) -> Iterator[Sighting]:
    """Other ways to speak of listed persons, with what would stand for them."""
    for passage in passages:
        end = -1
        forms = other_forms(passage.blacked_out, names.names)
        for form in forms:
            if form.place.start < end:
                continue
            end = form.place.end
            rivals = {f.place.replacement for f in forms if f.place.start == form.place.start}
            proposed = form.place.replacement if len(rivals) == 1 else ""
            yield sighting(passage, form.place.start, end, form.person.kind or "person", proposed)


def _in_other_letters(passages: Iterable[Passage], names: NamesList) -> Iterator[Sighting]:
    """Listed names of several words where they stand without their capitals: `will park` may be a
    person or a deed."""
    forms = []
    for each in names.names:
        words = r"\s+".join(map(re.escape, each.name.split()))
        if r"\s+" in words:
            forms.append((each, re.compile(rf"(?i)(?<!\w){words}(?!\w)")))
    for passage in passages:
        for each, form in forms:
            for found in form.finditer(passage.blacked_out):
                yield sighting(passage, *found.span(), each.kind or "person", each.pseudonym)


def _blacked_out(passage: Passage, known: Sequence[Sighting]) -> Passage:
    """The passage without what is a listed person's other name: it is told already."""
    forms = {each.name for each in known}
    if not forms:
        return passage
    longest = sorted(forms, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest)
    text = re.sub(either, lambda found: MASK * len(found.group()), passage.blacked_out)
    return passage._replace(blacked_out=text)


def _labels(found: Iterable[_Found]) -> Iterator[Sighting]:
    """Speakers' labels that look like names and are not replaced: once for each of their turns."""
    for each in found:
        for turn in each.transcript.turns:
            label = each.labels[turn.speaker]
            name = label.text.strip()
            if not name or label.places:
                continue
            core = name if is_chinese(name) and is_chinese_name(name) else label_core(name)
            if core:
                yield Sighting(core, "person", each.transcript.id, f"speaker's label: {name}")
