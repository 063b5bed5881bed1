"""Who asks and who answers: by label, legend, front matter, the user's word, else by a guess."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qcode.model.transcript import Role, Speaker, Transcript
from qcode.reading.names import fold, is_ambiguous, role_of_label

_ASKS = re.compile(
    r"[?？]|[吗呢嗎](?:[。，,.…]|$)|什么|什麼|怎么|怎麼|为什么|為什麼|为何|為何|如何|哪些|哪里|哪裡|哪个|哪個|能不能|是不是|"
    r"有没有|有沒有|可不可以|请问|請問|谈谈|談談|说说|說說|多少|几个|幾個|讲讲|講講|介绍一下|介紹一下"
)
_ASKS_FIRST = re.compile(
    r"(?:so |and |but |well |okay |ok |then |now )?(?:what|how|why|when|where|who|which|do|does|"
    r"did|are you|is (?:it|that|there)|can you|could you|would you|will you|tell me|have you|"
    r"wie|was|warum|wer|wo|wann|welche[rs]?|können sie|haben sie|gibt es|erzählen sie|"
    r"comment|pourquoi|quand|quel(?:le)?s?|est-ce|qu'est-ce|pouvez-vous|avez-vous|"
    r"cómo|qué|por qué|cuándo|quién|dónde|cuál|puede|cuénteme|"
    r"hoe|wat|waarom|wanneer|welke|kunt u|kun je|heeft u)\b",
    re.I,
)
BEFORE_LABELS = "stands before the first label"
"""Why prose there is no participant's."""
_LONG_QUESTION = 300
"""Characters beyond which a turn that holds a question word is a story, not a question."""
_CLEAR_SHARE = 0.4
_CLEAR_LEAD = 0.25


@dataclass(slots=True)
class _Count:
    """What the guess knows about one speaker."""

    turns: int = 0
    questions: int = 0
    characters: int = 0

    @property
    def share(self) -> float:
        return self.questions / self.turns if self.turns else 0.0

    @property
    def length(self) -> float:
        return self.characters / self.turns if self.turns else 0.0


def decide_roles(
    talk: Sequence[tuple[str, str]],
    *,
    legend: Mapping[str, str],
    stated: Mapping[str, str],
    header: Mapping[str, str],
    interviewers: Iterable[str],
    unnamed: str,
) -> tuple[tuple[Speaker, ...], tuple[str, ...]]:
    """The speakers in the order of their first turn, each with role and reason, and notes.

    Args:
        talk: (speaker, words) of each turn; a speaker without a name is "".
        legend: folded label to what the legend says.
        stated: folded name to role, from front matter.
        header: folded name to the label of its header line.
        interviewers: names that the user gives; they override all else.
        unnamed: why the turns of "" are an interviewer's, "" if nothing says so.
    """
    names = list(dict.fromkeys(name for name, _ in talk))
    given = {fold(name) for name in interviewers}
    found: dict[str, tuple[Role, str]] = {}
    for name in names:
        decided = _decided(name, given, legend, stated, header)
        if decided:
            found[name] = decided
        elif not name and unnamed:
            found[name] = ("interviewer", unnamed)
    _settle_ambiguous(names, found)
    _settle_initials(names, found, talk)
    unknown = [name for name in names if name not in found]
    notes = _fill(unknown, found, talk)
    speakers = tuple(Speaker(name, *found[name]) for name in names)
    return speakers, notes


def _decided(
    name: str,
    given: set[str],
    legend: Mapping[str, str],
    stated: Mapping[str, str],
    header: Mapping[str, str],
) -> tuple[Role, str] | None:
    key = fold(name)
    if key in given and name:
        return "interviewer", "given by the user"
    for known, source in ((stated, "front matter"), (legend, "legend"), (header, "header")):
        role = role_of_label(known[key]) if key in known else None
        if role:
            return role, f"{source}: {known[key]}"
    if key in legend or not name:
        return None
    role = role_of_label(name)
    return (role, "label") if role else None


def _settle_ambiguous(names: Sequence[str], found: dict[str, tuple[Role, str]]) -> None:
    """`R` and `A` are a participant's only beside somebody who is an interviewer by label."""
    others = [found[name][0] for name in names if name in found and not is_ambiguous(name)]
    if "interviewer" not in others:
        for name in names:
            if name in found and found[name][1] == "label" and is_ambiguous(name):
                del found[name]


def _settle_initials(
    names: Sequence[str], found: dict[str, tuple[Role, str]], talk: Sequence[tuple[str, str]]
) -> None:
    """`I` is no interviewer beside another initial, of no known role, that clearly asks: in French
    and Spanish `E` asks the `I` who informs."""
    if len(names) != 2 or any(len(fold(name)) != 1 for name in names):
        return
    by_label = [name for name in names if found.get(name) == ("interviewer", "label")]
    if (
        [fold(name) for name in by_label]
        == ["i"]
        == [fold(name) for name in names if name in found]
    ):
        asker = _asker(list(names), _count(talk), others_known=False)
        if asker and asker not in by_label:
            del found[by_label[0]]


def _fill(
    unknown: list[str], found: dict[str, tuple[Role, str]], talk: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """Decide for those whom nothing names: by elimination, else by who asks."""
    if not unknown:
        return ()
    if any(role == "interviewer" and reason != BEFORE_LABELS for role, reason in found.values()):
        for name in unknown:
            found[name] = ("participant", "another speaker is the interviewer")
        return ()
    if unknown == [""] and not found:
        found[""] = ("participant", "no labels")
        return ()
    counts = _count(talk)
    asker = _asker(unknown, counts, bool(found))
    for name in unknown:
        found[name] = ("participant", "guess: answers")
    if asker:
        total = sum(count.questions for count in counts.values())
        asked = counts[asker].questions
        found[asker] = ("interviewer", f"guess: asks {asked} of {total} questions")
        return (
            f"'{asker}' is taken for the interviewer: a guess; --interviewer NAME overrides it",
        )
    for name in unknown:
        found[name] = ("participant", "guess: nobody clearly asks the questions")
    return ("nobody clearly asks the questions: all are participants; say --interviewer NAME",)


def _count(talk: Sequence[tuple[str, str]]) -> dict[str, _Count]:
    counts: dict[str, _Count] = {}
    for name, words in talk:
        count = counts.setdefault(name, _Count())
        count.turns += 1
        count.characters += len(words)
        count.questions += asks(words)
    return counts


def asks(words: str) -> bool:
    """Whether a turn asks something: a question mark near its end, or question words in a
    short turn, as recognisers leave the marks out."""
    if "?" in words[-60:] or "？" in words[-60:]:
        return True
    if len(words) > _LONG_QUESTION:
        return False
    return bool(_ASKS.search(words) or _ASKS_FIRST.match(words))


def _asker(unknown: list[str], counts: Mapping[str, _Count], others_known: bool) -> str:
    """The speaker who clearly asks, "" when nobody does."""
    named = [name for name in unknown if name]
    if not named or (len(counts) < 2 and not others_known):
        return ""
    first = next(iter(counts))
    mean = sum(c.characters for c in counts.values()) / sum(c.turns for c in counts.values())
    scores = {
        name: counts[name].share
        + 0.1 * (name == first)
        + 0.15 * (counts[name].length < mean and counts[name].questions > 0)
        for name in named
    }
    best = max(named, key=lambda name: scores[name])
    rest = [scores.get(name, counts[name].share) for name in counts if name != best]
    if others_known and len(named) == 1 and counts[best].share >= _CLEAR_SHARE / 2:
        return best
    if counts[best].share < _CLEAR_SHARE or scores[best] - max(rest, default=0) < _CLEAR_LEAD:
        return ""
    return best


def unmatched_interviewers(
    transcripts: Iterable[Transcript], interviewers: Iterable[str]
) -> tuple[str, ...]:
    """A sentence for each given interviewer who speaks in none of the transcripts."""
    wanted = list(interviewers)
    if not wanted:
        return ()
    names = {fold(s.name): s.name for t in transcripts for s in t.speakers if s.name}
    notes = []
    for name in wanted:
        if fold(name) in names:
            continue
        near = difflib.get_close_matches(fold(name), names, 1)
        hint = f"; did you mean '{names[near[0]]}'?" if near else ""
        notes.append(f"interviewer '{name}' speaks in no transcript{hint}")
    return tuple(notes)
