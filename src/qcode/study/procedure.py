"""What was done in a study, as a methods section tells it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qcode.analysis.agreement_table import ALL_CODES, agreement
from qcode.errors import QcodeError
from qcode.model.text import count_words
from qcode.study.agreeing import basis, judged_turns
from qcode.study.queues import answers, coders
from qcode.study.reviewed import reviewed
from qcode.study.shared import Round, Sample
from qcode.study.study import Study


@dataclass(frozen=True, slots=True)
class DoubleCoding:
    """How a round of double coding came out."""

    round: str
    coders: tuple[str, ...]
    turns: int
    alpha_low: float
    """Krippendorff's alpha of the code on which coders agree least, NaN if undefined throughout."""
    alpha_high: float
    codes: int
    """For which alpha is defined."""
    alpha: float
    """Over all codes."""
    percent: float


@dataclass(frozen=True, slots=True)
class Procedure:
    """The figures of a methods section."""

    title: str
    transcripts: int
    participants: int
    turns: int
    """Of participants."""
    words: int
    characters: int
    languages: tuple[tuple[str, int], ...]
    """Pairs of a language and how many transcripts are in it."""
    codebook: str
    version: str
    sha256: str
    codes: int
    rules: int
    new_codes: int
    """Made while reading."""
    coders: tuple[str, ...]
    codings: int
    """Codes on segments, each once, whoever put it there."""
    with_suggestions: float
    """Of the codings, the part made with a suggestion of the code in view; 0 without codings."""
    double: DoubleCoding | None
    samples: tuple[tuple[str, int, int], ...]
    """Name, turns and seed of each random sample."""


def procedure(study: Study) -> Procedure:
    """What was done, counted."""
    found = reviewed(study)
    spoken = [count_words(t.words(turn)) for t, turn in answers(study.transcripts)]
    people = sum(s.role == "participant" for t in study.transcripts for s in t.speakers)
    in_file = {code.id for code in study.file.codes}
    records = [study.state.records[name] for each in found.codings for name in each.records[:1]]
    return Procedure(
        title=study.title,
        transcripts=len(study.transcripts),
        participants=people,
        turns=len(spoken),
        words=sum(words for words, _ in spoken),
        characters=sum(characters for _, characters in spoken),
        languages=tuple(sorted(Counter(t.language for t in study.transcripts).items())),
        codebook=study.file.id,
        version=study.file.version,
        sha256=study.file.sha256,
        codes=len(study.codebook.applicable()),
        rules=sum(len(code.rules) for code in study.codebook.codes),
        new_codes=sum(code.id not in in_file for code in study.codebook.codes),
        coders=coders(study),
        codings=len({(each.code, each.segment) for each in found.codings}),
        with_suggestions=sum(bool(getattr(one, "suggested", False)) for one in records)
        / max(len(records), 1),
        double=_double(study),
        samples=tuple((one.name, len(one.turns), one.seed) for one in study.state.of_kind(Sample)),
    )


def _double(study: Study) -> DoubleCoding | None:
    """The newest round, if it has anything to compare."""
    rounds = study.state.of_kind(Round)
    if not rounds:
        return None
    newest = max(rounds, key=lambda one: one.id)
    try:
        of = basis(study, of=newest.name)
        codes = [code.id for code in of.study.codebook.applicable()]
        table = agreement(judged_turns(of), codes, draws=0).codes.set_index("code")
    except QcodeError:
        return None
    alphas = table["alpha"].drop(ALL_CODES).dropna()
    return DoubleCoding(
        round=newest.name,
        coders=of.coders,
        turns=int(table["units"].drop(ALL_CODES).max()),
        alpha_low=float(alphas.min()) if len(alphas) else float("nan"),
        alpha_high=float(alphas.max()) if len(alphas) else float("nan"),
        codes=len(alphas),
        alpha=float(table["alpha"].to_dict()[ALL_CODES]),
        percent=float(table["percent"].to_dict()[ALL_CODES]),
    )
