"""Rules run over transcripts: from expressions and their conditions to hits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Literal, TypeAlias

import numpy as np

from qcode.matching.corpus import Corpus, Flags, Integers, build_corpus
from qcode.matching.language import Language
from qcode.matching.lowering import LoweredRule
from qcode.matching.negation import Negations
from qcode.matching.patterns import PatternSearch
from qcode.matching.questions import questions_before
from qcode.matching.search import Places, Search
from qcode.matching.signs import Scores, Signs, Weighed, strongest_words
from qcode.matching.stretches import cut_turns
from qcode.model.codebook import Codebook, Rule
from qcode.model.coding import Hit, Segment
from qcode.model.text import stage_directions
from qcode.model.transcript import Transcript, Turn
from qcode.rules.syntax import AllOf, Expression

SpeakersInView = Literal["participants", "all"]
Keep: TypeAlias = Callable[[Places], Flags]


@dataclass(frozen=True)
class _Found:
    """Places of one rule, with the words that were asked for at each."""

    starts: list[int]
    ends: list[int]
    words: Callable[[int], list[int]]


class RuleRun:
    """The rules of a codebook over transcripts: the corpus is laid out once."""

    def __init__(
        self,
        transcripts: Sequence[Transcript],
        rules: Iterable[Rule],
        *,
        language: Language | None = None,
        codebook: Codebook | None = None,
        speakers: SpeakersInView = "participants",
    ) -> None:
        """`codebook` is whose pipelines and tables of signs the rules may use."""
        self.language = language or Language()
        self.transcripts = tuple(transcripts)
        self.turns: list[tuple[Transcript, Turn]] = [
            (transcript, turn) for transcript in transcripts for turn in transcript.turns
        ]
        texts = [transcript.words(turn) for transcript, turn in self.turns]
        self._texts = texts
        self.corpus: Corpus = build_corpus(texts, self.language)
        self.rules = tuple(rules)
        self._lowered = {rule.id: LoweredRule.of(rule, self.language) for rule in self.rules}
        self._negations = Negations(self.language)
        asked = [part for rule in self._lowered.values() for part in rule.expressions()]
        if any(rule.negated != "any" for rule in self.rules):
            asked += self._negations.expressions()
        needs_signs = any(rule.signs is not None for rule in self.rules)
        tables = codebook.signs if codebook and needs_signs else ()
        self._signs = Signs(tables, self.language)
        self._search = Search(self.corpus, self.language, [*asked, *self._signs.expressions()])
        pipelines = dict(codebook.language_data) if codebook else {}
        self._patterns = PatternSearch(self.language, pipelines)
        self._in_view = np.fromiter(
            (speakers == "all" or turn.role == "participant" for _, turn in self.turns),
            bool,
            len(self.turns),
        )

    def hits(self, rule: Rule) -> Iterator[Hit]:
        """The hits of one rule in the order of the text; of hits that overlap, the leftmost and
        longest counts."""
        for part in self._find(rule):
            order = sorted(range(len(part.starts)), key=lambda p: (part.starts[p], -part.ends[p]))
            reached = -1
            chosen: list[int] = []
            for place in order:
                if part.starts[place] >= reached:
                    reached = part.ends[place]
                    chosen.append(place)
            yield from self._hits_at(
                rule, [part.starts[p] for p in chosen], [part.words(p) for p in chosen]
            )

    def _find(self, rule: Rule) -> Iterator[_Found]:
        """Places of the positional expressions together, then those of each `A & B`."""
        lowered = self._lowered[rule.id]
        allowed = self._allowed_turns(rule)
        if not allowed.any():
            return
        keep = self._keep(rule, allowed)
        positional = [part for part in lowered.find if not isinstance(part, AllOf)]
        if rule.regex or rule.tokens:
            yield self._kept([self._pattern_places(rule, allowed)], keep)
        if rule.is_signs_alone:
            yield self._sign_places(rule, allowed)
        if positional:
            yield self._kept([self._search.places(p, rule.within) for p in positional], keep)
        for part in lowered.find:
            if isinstance(part, AllOf):
                yield self._all_of(part, rule, keep)

    def _kept(self, parts: Sequence[Places], keep: Keep) -> _Found:
        chosen = [
            (places, place) for places in parts for place in np.flatnonzero(keep(places)).tolist()
        ]
        return _Found(
            [int(places.starts[place]) for places, place in chosen],
            [int(places.ends[place]) for places, place in chosen],
            lambda number: chosen[number][0].words(chosen[number][1]),
        )

    def _all_of(self, expression: AllOf, rule: Rule, keep: Keep) -> _Found:
        """One place a scope: its words are those of all positive parts in it."""
        scopes = self._search.scopes(rule.within)
        flags: Flags | None = None
        kept: list[tuple[Places, Integers, Integers]] = []
        for part in expression.present:
            places = self._search.places(part, rule.within)
            numbers = np.flatnonzero(keep(places)).astype(np.int32)
            owner = scopes[places.starts[numbers]]
            here = np.zeros(self._scope_count(rule), bool)
            here[owner] = True
            flags = here if flags is None else flags & here
            kept.append((places, numbers, owner))
        assert flags is not None
        for part in expression.absent:
            flags &= ~self._search.holding(part, rule.within)
        words_of: list[list[int]] = []
        for scope in np.flatnonzero(flags).tolist():
            words: set[int] = set()
            for places, numbers, owner in kept:
                low, high = np.searchsorted(owner, [scope, scope + 1]).tolist()
                for place in numbers[low:high].tolist():
                    words.update(places.words(place))
            words_of.append(sorted(words))
        return _Found(
            [words[0] for words in words_of],
            [words[-1] + 1 for words in words_of],
            words_of.__getitem__,
        )

    def _scope_count(self, rule: Rule) -> int:
        corpus = self.corpus
        return len(corpus.sentence_starts if rule.within == "sentence" else corpus.turn_starts)

    # -- conditions

    def _allowed_turns(self, rule: Rule) -> Flags:
        allowed = self._in_view.copy()
        if rule.lang:
            languages = {*rule.lang, "mixed"}
            allowed &= self._turn_flags(lambda transcript, _: transcript.language in languages)
        if rule.speakers:
            wanted = {name.casefold() for name in rule.speakers}
            allowed &= self._turn_flags(
                lambda _, turn: turn.speaker.casefold() in wanted or turn.role in wanted
            )
        if rule.asked:
            allowed &= self.answers(rule)
        if rule.signs is not None:
            allowed &= self._scores.reaching(rule.code, rule.signs)
        return allowed

    def answers(self, rule: Rule) -> Flags:
        """One flag a turn: it answers a question in which one of the rule's `asked` stands."""
        holds = np.zeros(len(self.turns), bool)
        for expression in self._lowered[rule.id].asked:
            holds |= self._search.holding(expression, "turn")
        found: Flags = (self._questions >= 0) & holds[self._questions]
        return found

    @cached_property
    def _scores(self) -> Scores:
        return self._signs.weighed(self._search, cut_turns(self.corpus), self._questions)

    def reasons(self, rule: Rule, turn: int) -> list[Weighed]:
        """The signs that count for a rule's code in one turn (in a long one, in the stretch of it
        that they speak most for), strongest first."""
        best = self._scores.best(rule.code, turn)
        return [] if best is None else self._scores.reasons(rule.code, best)

    def _turn_flags(self, test: Callable[[Transcript, Turn], bool]) -> Flags:
        return np.fromiter((test(*pair) for pair in self.turns), bool, len(self.turns))

    @cached_property
    def _questions(self) -> Integers:
        counts = np.diff(self.corpus.first_words).tolist()
        return questions_before(self.turns, self._texts, counts)

    def _keep(self, rule: Rule, allowed: Flags) -> Keep:
        """A test of places for all conditions of a rule but `find` itself."""
        corpus, lowered = self.corpus, self._lowered[rule.id]
        scopes = self._search.scopes(rule.within)
        barred = np.zeros(self._scope_count(rule), bool)
        for expression in lowered.unless:
            barred |= self._search.holding(expression, rule.within)
        follows = self._edges(lowered.not_before, rule, "starts")
        precedes = self._edges(lowered.not_after, rule, "ends")

        def keep(places: Places) -> Flags:
            starts, ends = places.starts, places.ends
            kept = allowed[corpus.turns[starts]] & ~barred[scopes[starts]]
            if lowered.not_before:
                kept &= ~follows[ends]
            if lowered.not_after:
                kept &= ~(precedes[starts] & corpus.side_by_side[starts])
            if rule.negated != "any":
                negated = self._negations.before(self._search, starts)
                kept &= negated == (rule.negated == "only")
            return kept

        return keep

    def _edges(
        self, expressions: Sequence[Expression], rule: Rule, edge: Literal["starts", "ends"]
    ) -> Flags:
        """Flags a word number: a place of the expressions begins (or ends) there."""
        flags = np.zeros(len(self.corpus.types) + 1, bool)
        for expression in expressions:
            flags[getattr(self._search.places(expression, rule.within), edge)] = True
        if edge == "starts":
            flags[:-1] &= self.corpus.side_by_side
        return flags

    # -- from places to hits

    def _sign_places(self, rule: Rule, allowed: Flags) -> _Found:
        """One place a stretch: its words are the strongest signs, else the first word."""
        for expression in self._lowered[rule.id].unless:
            allowed &= ~self._search.holding(expression, "turn")
        scores = self._scores
        enough = allowed[scores.stretches.turns] & (scores.of(rule.code) >= (rule.signs or 0))
        words_of: list[list[int]] = []
        for number in np.flatnonzero(enough).tolist():
            first, last = scores.stretches.first_words[number : number + 2].tolist()
            reasons = scores.reasons(rule.code, number)
            words_of.append(strongest_words(reasons, self._search, first, last) or [first])
        return _Found(
            [words[0] for words in words_of],
            [words[-1] + 1 for words in words_of],
            words_of.__getitem__,
        )

    def _pattern_places(self, rule: Rule, allowed: Flags) -> Places:
        """Whole words that a `regex:` or `tokens:` rule touches."""
        corpus = self.corpus
        starts: list[int] = []
        ends: list[int] = []
        for number in np.flatnonzero(allowed).tolist():
            first, last = corpus.first_words[number : number + 2].tolist()
            if first == last:
                continue
            text, offset = self._texts[number], int(corpus.turn_starts[number])
            directions = stage_directions(text)
            language = self.turns[number][0].language
            for start, end in self._patterns.stretches(rule, text, language):
                if any(start < stop and begin < end for begin, stop in directions):
                    continue
                low = int(np.searchsorted(corpus.ends, offset + start, side="right"))
                high = int(np.searchsorted(corpus.starts, offset + end))
                low = min(max(low, first), last - 1)
                starts.append(low)
                ends.append(max(high, low + 1))
        return Places(np.array(starts, np.int32), np.array(ends, np.int32))

    def _hits_at(
        self, rule: Rule, firsts: Sequence[int], words: Sequence[Sequence[int]]
    ) -> Iterator[Hit]:
        """A hit for each place, given its first word and the words that were asked for."""
        corpus = self.corpus
        first = np.array(firsts, np.int32)
        turns = corpus.turns[first].tolist()
        offsets = corpus.turn_starts[corpus.turns[first]].tolist()
        opening = closing = corpus.sentences[first]
        in_part = [False] * len(firsts)
        if rule.is_signs_alone:
            stretches = self._scores.stretches
            numbers = stretches.of_word[first]
            in_part = (~stretches.is_whole()[numbers]).tolist()
            opening = corpus.sentences[stretches.first_words[numbers]]
            closing = corpus.sentences[stretches.first_words[numbers + 1] - 1]
        starts = corpus.sentence_starts[opening].tolist()
        ends = corpus.sentence_ends[closing].tolist()
        flat = np.fromiter(chain.from_iterable(words), np.int32)
        matched = zip(
            *(flat.tolist(), corpus.starts[flat].tolist(), corpus.ends[flat].tolist()),
            corpus.side_by_side[flat].tolist(),
            strict=True,
        )
        for place, number in enumerate(turns):
            transcript, turn = self.turns[number]
            shift = turn.start - offsets[place]
            segment = (
                Segment(transcript.id, turn.start, turn.end)
                if rule.within == "turn" and not in_part[place]
                else Segment(transcript.id, starts[place] + shift, ends[place] + shift)
            )
            runs = _runs(islice(matched, len(words[place])), shift)
            yield Hit(rule.id, rule.code, segment, number, runs)


def _runs(words: Iterable[tuple[int, int, int, bool]], shift: int) -> tuple[tuple[int, int], ...]:
    """Matched words (number, start, end, whether side by side with the one before) as runs of the
    text: words side by side are one."""
    found: list[tuple[int, int]] = []
    before = -2
    for word, start, end, side_by_side in words:
        if word == before + 1 and side_by_side:
            found[-1] = (found[-1][0], end + shift)
        else:
            found.append((start + shift, end + shift))
        before = word
    return tuple(found)
