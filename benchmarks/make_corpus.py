"""Make the corpus and the codebook of the speed benchmark: always the same for the same size.

usage: python benchmarks/make_corpus.py DIR [--megabytes 20]

Words are drawn by the frequencies of spaCy's own English table (a package that qcode installs),
so that rare words are as rare as in real talk; 600 phrases are woven in, so that a codebook
of 30 codes with 20 terms each (8 phrases, 6 inflected phrases, 6 with a wildcard) finds them at
a realistic rate: about one hit in 60 words.
"""

from __future__ import annotations

import argparse
import gzip
import json
from importlib.resources import files
from pathlib import Path

import numpy as np

CODES, TRANSCRIPTS, WORDS_A_TURN = 30, 300, 95
KINDS = (("lower", 8), ("lemma", 6), ("wild", 6))


def vocabulary() -> tuple[list[str], np.ndarray]:
    """Words as people type them, with their probabilities."""
    raw = files("spacy_lookups_data").joinpath("data", "en_lexeme_prob.json.gz").read_bytes()
    table = json.loads(gzip.decompress(raw))
    words = sorted(
        word
        for word in table
        if word.replace("'", "").replace("-", "").isalpha() and word.isascii()
    )
    weights = np.exp([table[word] for word in words])
    keep = np.argsort(-weights, kind="stable")[:45_000]
    chosen = [words[number] for number in keep]
    return chosen, weights[keep] / weights[keep].sum()


def forms_of_verbs() -> list[tuple[str, str]]:
    """(lemma, form) pairs of regular verbs."""
    raw = files("spacy_lookups_data").joinpath("data", "en_lemma_lookup.json.gz").read_bytes()
    table = json.loads(gzip.decompress(raw))
    return sorted(
        (lemma, form)
        for form, lemma in table.items()
        if form.endswith("ing") and form == lemma.removesuffix("e") + "ing" and form.isalpha()
    )


def make(directory: Path, megabytes: float) -> None:
    rng = np.random.default_rng(7)
    words, weights = vocabulary()
    middle = [word for word in words[300:6000] if len(word) > 4 and word.islower()]
    verbs = forms_of_verbs()
    codes: dict[str, dict[str, list[str]]] = {}
    spoken: list[str] = []
    for number in range(CODES):
        terms: dict[str, list[str]] = {}
        for kind, count in KINDS:
            terms[kind] = []
            for _ in range(count):
                noun = middle[rng.integers(len(middle))]
                other = middle[rng.integers(len(middle))]
                lemma, form = verbs[rng.integers(len(verbs))]
                term, said = {
                    "lower": (f"{noun} {other}", f"{noun} {other}"),
                    "lemma": (f"{lemma} {noun}", f"{form} {noun}"),
                    "wild": (f"{noun} {other[:-2]}*", f"{noun} {other}"),
                }[kind]
                terms[kind].append(term)
                spoken.append(said)
        codes[f"code{number:02d}"] = terms
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "terms.json").write_text(json.dumps(codes, indent=0), encoding="utf-8")
    write_codebook(codes, directory / "codebook.yaml")
    write_transcripts(directory / "transcripts", words, weights, spoken, megabytes, rng)


def write_codebook(codes: dict[str, dict[str, list[str]]], path: Path) -> None:
    lines = ["codebook: bench", 'version: "1"', "codes:"]
    for code, terms in codes.items():
        exact = [f"=({term})" for term in terms["lower"]]
        # A wildcard is on the last word only; the word before it stands as it is.
        wild = ["=" + term for term in terms["wild"]]
        lines += [f"  - id: {code}", "    rules:", f"      - id: {code}-rule", "        find:"]
        lines += [f"          - '{term}'" for term in (*exact, *terms["lemma"], *wild)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_transcripts(
    folder: Path,
    words: list[str],
    weights: np.ndarray,
    spoken: list[str],
    megabytes: float,
    rng: np.random.Generator,
) -> None:
    folder.mkdir(exist_ok=True)
    size = int(megabytes * 1_000_000 / TRANSCRIPTS)
    array = np.array(words, dtype=object)
    for number in range(TRANSCRIPTS):
        lines, length = [], 0
        while length < size:
            speaker = "Interviewer" if len(lines) % 2 == 0 else "Participant"
            turn = one_turn(array, weights, spoken, rng, short=speaker == "Interviewer")
            lines.append(f"{speaker}: {turn}")
            length += len(lines[-1]) + 2
        (folder / f"t{number:03d}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def one_turn(
    words: np.ndarray,
    weights: np.ndarray,
    spoken: list[str],
    rng: np.random.Generator,
    *,
    short: bool,
) -> str:
    count = int(rng.integers(8, 25)) if short else int(rng.integers(40, 2 * WORDS_A_TURN))
    said = list(words[rng.choice(len(words), count, p=weights)])
    for _ in range(rng.poisson(count / 60)):
        rank = int(len(spoken) * rng.random() ** 3)
        said.insert(int(rng.integers(len(said))), spoken[rank])
    marks = rng.random(len(said))
    pieces = [
        word + (". " if mark < 0.08 else ", " if mark < 0.16 else " ")
        for word, mark in zip(said, marks, strict=True)
    ]
    return "".join(pieces).strip() + ("?" if short else ".")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path)
    parser.add_argument("--megabytes", type=float, default=20)
    arguments = parser.parse_args()
    make(arguments.directory, arguments.megabytes)
