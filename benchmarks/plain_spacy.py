"""The same job with plain spaCy: a code-by-transcript matrix with its own matchers.

usage: python benchmarks/plain_spacy.py DIR   (DIR as made by make_corpus.py)

Tokenizer, lookup lemmatizer, `PhraseMatcher` on LOWER and on LEMMA, `Matcher` with REGEX for the
wildcards; one Doc a respondent turn, as in spaCy's documentation.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from pathlib import Path

import spacy
from spacy.matcher import Matcher, PhraseMatcher

directory = Path(sys.argv[1])
codes = json.loads((directory / "terms.json").read_text(encoding="utf-8"))
nlp = spacy.blank("en")
nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
nlp.initialize()
lower = PhraseMatcher(nlp.vocab, attr="LOWER")
lemma = PhraseMatcher(nlp.vocab, attr="LEMMA")
wild = Matcher(nlp.vocab)
for code, terms in codes.items():
    lower.add(code, [nlp.make_doc(term) for term in terms["lower"]])
    lemma.add(code, list(nlp.pipe(terms["lemma"])))
    patterns = []
    for term in terms["wild"]:
        first, second = term.split()
        regex = "^" + re.escape(second.removesuffix("*"))
        patterns.append([{"LOWER": first}, {"LOWER": {"REGEX": regex}}])
    wild.add(code, patterns)

rows: dict[str, Counter[str]] = {}
for path in sorted((directory / "transcripts").glob("*.txt")):
    counts = rows[path.stem] = Counter()
    turns = path.read_text(encoding="utf-8").split("\n\n")
    answers = [
        turn.removeprefix("Participant: ") for turn in turns if turn.startswith("Participant: ")
    ]
    for doc in nlp.pipe(answers):
        for matcher in (lower, lemma, wild):
            for code, _, _ in matcher(doc):
                counts[nlp.vocab.strings[code]] += 1
with (directory / "plain_spacy.csv").open("w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["transcript", *codes])
    writer.writerows([name, *(counts[code] for code in codes)] for name, counts in rows.items())
print(f"hits: {sum(sum(counts.values()) for counts in rows.values()):,}")
