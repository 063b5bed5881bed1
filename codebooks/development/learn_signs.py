"""Make the tables of signs of the codebooks from coded turns, the same from the same turns.

usage: python codebooks/development/learn_signs.py [--rows 3000] [--check]

Reads `turns.LANG.csv` beside this file: the columns source, question, answer, and one for each
codebook with the codes of the turn, `-` for none, nothing where nobody judged it. Writes
`codebooks/CODEBOOK.signs.LANG.csv`. For each code a logistic regression learns which
words, said in a turn or in the question before it, tell turns with the code from turns without;
rare words weigh more (inverse document frequency), both kinds of turn weigh the same in all, and
the codebook's own examples and counter-examples count several times. The weights are scaled so
that a turn whose signs add up to 100 is suggested by signs alone.

With --check a tenth of the sources at a time is left out, and precision and recall on it told.
Needs scikit-learn, which qcode itself does not.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from qcode.matching.corpus import build_corpus
from qcode.matching.forms import candidate_lemmas
from qcode.matching.language import Language
from qcode.matching.lowering import lower
from qcode.matching.search import Search
from qcode.model.codebook import Codebook
from qcode.model.text import is_han
from qcode.reading.codebook import read_codebook
from qcode.rules.syntax import Word

HERE = Path(__file__).parent
CODEBOOKS = ("pressure_governance", "plural_subjects")
ENOUGH = 0.8
"""The log-odds (with both kinds of turn equally frequent) at which signs alone suggest."""
FEWEST = 3
"""Turns that a word stands in before it can be a sign."""
MOST = 0.2
"""The part of all turns that a word may stand in: `the` is no sign."""
OF_EXAMPLE = 10.0
"""How often an example of the codebook counts, against a coded turn."""
OF_QUESTION = 0.4
"""How much a word of the question counts, against one of the answer, before learning."""
SOFTNESS = 3.0
"""The inverse strength of the penalty on large weights."""
LONGEST = 3
"""Han characters of a sign."""


@dataclass(frozen=True)
class Coded:
    """Coded turns: who wrote them, the question before, the words, the codes."""

    sources: list[str]
    questions: list[str]
    answers: list[str]
    codes: list[set[str]]


BANK, EXAMPLES = "bank", "examples"
"""How the names of sources begin that are no interviews."""


@dataclass(frozen=True)
class Learned:
    """Signs (text and whether asked) in rows, codes in columns."""

    signs: list[tuple[str, bool]]
    weights: np.ndarray


def read_turns(path: Path, codebook: str) -> Coded:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row[codebook]]
    return Coded(
        [row["source"] for row in rows],
        [row["question"] for row in rows],
        [row["answer"] for row in rows],
        [set(row[codebook].split()) - {"-"} for row in rows],
    )


def with_examples(turns: Coded, codebook: Codebook, language: str) -> Coded:
    """The turns, and behind them the examples and counter-examples in this language."""
    pairs = [
        (example.text, {code.id} if is_example else set())
        for code in codebook.applicable()
        for is_example, group in ((True, code.examples), (False, code.counterexamples))
        for example in group
        if any(map(is_han, example.text)) == (language == "zh")
    ]
    return Coded(
        turns.sources + [EXAMPLES] * len(pairs),
        turns.questions + [""] * len(pairs),
        turns.answers + [text for text, _ in pairs],
        turns.codes + [codes for _, codes in pairs],
    )


def presence(texts: Sequence[str], language: str) -> tuple[list[str], csr_matrix]:
    """The words of texts, and which text holds which, found as qcode finds them."""
    tool = Language()
    corpus = build_corpus(texts, tool)
    words = han_words(texts) if language == "zh" else lemmas(corpus.vocabulary.words)
    lowered = [lower(Word(word), tool) for word in words]
    search = Search(corpus, tool, lowered)
    found = [np.unique(corpus.turns[search.places(each, "turn").starts]) for each in lowered]
    kept = [n for n, turns in enumerate(found) if FEWEST <= len(turns) <= MOST * len(texts)]
    columns = np.repeat(np.arange(len(kept)), [len(found[number]) for number in kept])
    rows = np.concatenate([found[number] for number in kept])
    shape = (len(texts), len(kept))
    return [words[n] for n in kept], csr_matrix((np.ones(len(rows)), (rows, columns)), shape)


def lemmas(types: Iterable[str]) -> list[str]:
    """The words by which a rule finds these types: the shortest lemma of each."""
    plain = (word for word in types if word.isascii() and word.isalpha() and len(word) > 1)
    return sorted(
        {min(candidate_lemmas(word), key=lambda lemma: (len(lemma), lemma)) for word in plain}
    )


def han_words(texts: Sequence[str]) -> list[str]:
    """Every run of one to three Han characters that enough texts hold."""
    counts: Counter[str] = Counter()
    for text in texts:
        runs = "".join(char if is_han(char) else " " for char in text).split()
        counts.update(
            {run[at : at + n] for run in runs for n in range(1, LONGEST + 1)
             for at in range(len(run) - n + 1)}
        )  # fmt: skip
    return sorted(word for word, count in counts.items() if count >= FEWEST)


def learn(
    words: Sequence[tuple[str, bool]],
    held: csr_matrix,
    is_coded: np.ndarray,
    counts: np.ndarray,
    rows: int,
) -> Learned:
    """Weights of the `rows` signs that matter most, 100 being enough."""
    weights, base = fit(held, np.array([asked for _, asked in words]), is_coded, counts)
    matters = (weights**2).sum(axis=1) * np.asarray(held.sum(axis=0)).ravel()
    kept = np.sort(np.argsort(-matters, kind="stable")[:rows])
    words = [words[number] for number in kept]
    weights, base = fit(held[:, kept], np.array([asked for _, asked in words]), is_coded, counts)
    scaled = np.round(100 * weights / (ENOUGH - base)).astype(int)
    used = np.flatnonzero(scaled.any(axis=1))
    return Learned([words[number] for number in used], scaled[used])


def fit(
    held: csr_matrix, asked: np.ndarray, is_coded: np.ndarray, counts: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights (signs by codes) and base (codes) of one regression a code.

    Args:
        held: which turn (row) holds which sign (column).
        asked: which signs are looked for in the question.
        is_coded: which turn carries which code.
        counts: how often each turn counts.
    """
    rarity = np.log((1 + held.shape[0]) / (1 + np.asarray(held.sum(axis=0)).ravel())) + 1
    scale = np.empty_like(rarity)
    for kind, factor in ((False, 1.0), (True, OF_QUESTION)):
        part = asked == kind
        norm = np.sqrt(held[:, part].multiply(rarity[part]).power(2).sum(axis=1).mean() or 1.0)
        scale[part] = factor * rarity[part] / norm
    inputs: Any = held.multiply(scale).tocsr()
    weights, base = [], []
    for column in range(is_coded.shape[1]):
        model = LogisticRegression(
            C=SOFTNESS, class_weight="balanced", solver="liblinear", random_state=0, max_iter=500
        ).fit(inputs, is_coded[:, column], counts)
        weights.append(model.coef_[0] * scale)
        base.append(model.intercept_[0])
    return np.array(weights).T, np.array(base)


def write(path: Path, learned: Learned, codes: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["sign", "in", *codes])
        for (word, asked), weights in zip(learned.signs, learned.weights.tolist(), strict=True):
            out.writerow([word, "question" if asked else "turn", *(w or "" for w in weights)])


def check(
    words: list[tuple[str, bool]],
    held: csr_matrix,
    is_coded: np.ndarray,
    counts: np.ndarray,
    sources: list[str],
    rows: int,
) -> None:
    """Tell how signs do on sources that they were not learned from."""
    names = sorted(set(sources))
    fold = np.array([names.index(source) % 10 for source in sources])
    sums = np.zeros(is_coded.shape)
    for number in range(10):
        out = fold == number
        learned = learn(words, held[~out], is_coded[~out], counts[~out], rows)
        place = {word: at for at, word in enumerate(words)}
        columns = [place[word] for word in learned.signs]
        sums[out] = held[out][:, columns] @ learned.weights
    real = np.array([not source.startswith((BANK, EXAMPLES)) for source in sources])
    for least in (40, 60, 80, 90, 100, 110, 120, 140):
        told = sums[real] >= least
        right = (told & is_coded[real]).sum()
        print(
            f"  at least {least:3d}: precision {right / max(told.sum(), 1):.2f}"
            f" recall {right / is_coded[real].sum():.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    for name, path in product(CODEBOOKS, sorted(HERE.glob("turns.*.csv"))):
        language = path.name.split(".")[1]
        make(HERE.parent / f"{name}.yaml", path, language, options)


def make(book: Path, path: Path, language: str, options: argparse.Namespace) -> None:
    codebook = read_codebook(book)
    codes = [code.id for code in codebook.applicable()]
    turns = with_examples(read_turns(path, book.stem), codebook, language)
    counts = np.array([OF_EXAMPLE if each == EXAMPLES else 1.0 for each in turns.sources])
    said, in_turn = presence(turns.answers, language)
    asked, in_question = presence(turns.questions, language)
    words = [(word, False) for word in said] + [(word, True) for word in asked]
    held = hstack([in_turn, in_question]).tocsr()
    is_coded = np.array([[code in found for code in codes] for found in turns.codes])
    print(f"{book.stem}, {language}: {len(turns.answers)} turns, {len(words)} words")
    if options.check:
        check(words, held, is_coded, counts, turns.sources, options.rows)
    target = book.with_name(f"{book.stem}.signs.{language}.csv")
    write(target, learn(words, held, is_coded, counts, options.rows), codes)


if __name__ == "__main__":
    main()
