"""The nearest words of the texts to a word of a rule that none of them holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from qcode.matching.corpus import Corpus
from qcode.matching.language import Language
from qcode.matching.lowering import lower
from qcode.matching.search import Search
from qcode.rules.parse import to_text
from qcode.rules.syntax import Expression, Word, walk


def nearest_words(
    expressions: Iterable[Expression], corpus: Corpus, language: Language, most: int = 4
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each word of the expressions that does not occur, up to `most` similar words or
    stretches that do, nearest first."""
    words = [node for part in expressions for node in walk(part) if isinstance(node, Word)]
    lowered = {word: lower(word, language) for word in dict.fromkeys(words)}
    search = Search(corpus, language, lowered.values())
    return tuple(
        (to_text(word), _near(word.text, corpus, language, most))
        for word, expression in lowered.items()
        if not len(search.places(expression))
    )


def _near(word: str, corpus: Corpus, language: Language, most: int) -> tuple[str, ...]:
    tokens = language.words(word)
    if not tokens:
        return ()
    if tokens[-1].isascii():
        return tuple(get_close_matches(tokens[-1], corpus.vocabulary.words, n=most, cutoff=0.7))
    return _near_stretches(tokens, corpus, most)


def _near_stretches(tokens: Sequence[str], corpus: Corpus, most: int) -> tuple[str, ...]:
    """Chinese: the stretches of the texts that share most characters with the word."""
    wanted = corpus.vocabulary.numbers(tokens)
    if not wanted or len(tokens) < 2:
        return ()
    found: dict[str, int] = {}
    words = corpus.vocabulary.words
    types = corpus.types.tolist()
    for start in range(len(types) - len(tokens) + 1):
        if types[start] in wanted and bool(
            corpus.side_by_side[start + 1 : start + len(tokens)].all()
        ):
            stretch = [words[number] for number in types[start : start + len(tokens)]]
            shared = len(set(stretch) & set(tokens))
            if shared * 2 >= len(tokens):
                found["".join(stretch)] = shared
    return tuple(sorted(found, key=lambda stretch: (-found[stretch], stretch))[:most])
