"""Records about the study as a whole: samples, changes of codes, rounds, versions of texts,
withdrawals.

Everybody works with them, so anybody's later record can supersede them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from qcode.model.coding import Anchor
from qcode.study.ids import ID
from qcode.study.records import HASH, Record, TurnPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Record):
    """Turns drawn at random for some coders to code."""

    kind: ClassVar[str] = "sample"
    personal: ClassVar[bool] = False
    name: str
    seed: int
    probability: float
    """With which each turn of the population came into the sample: above 0, at most 1."""
    turns: tuple[TurnPlace, ...]
    coders: tuple[str, ...] = ()
    """Who is to code them; empty: anybody."""

    def _check(self) -> None:
        _named(self.name, "a sample")
        if not 0 < self.probability <= 1:
            raise ValueError(f"an inclusion probability cannot be {self.probability}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCode(Record):
    """A code made while reading; the codebook file does not know it yet."""

    kind: ClassVar[str] = "new-code"
    personal: ClassVar[bool] = False
    code: str
    name: str = ""
    parent: str = ""
    """The id of the code above, "" at the top."""
    definition: str = ""
    """In words."""
    anchor: Anchor | None = None
    """The words that gave an in-vivo code its name."""
    reason: str = ""

    def _check(self) -> None:
        _named(self.code, "a new code")


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCodes(Record):
    """Codes that become another one: what is coded with them counts as coded with that."""

    kind: ClassVar[str] = "merge-codes"
    personal: ClassVar[bool] = False
    codes: tuple[str, ...]
    into: str
    reason: str = ""

    def _check(self) -> None:
        _named(self.into, "what codes are merged into")
        if not self.codes or not all(self.codes):
            raise ValueError("'codes' names no code")
        if self.into in self.codes:
            raise ValueError(f"code '{self.into}' cannot be merged into itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCode(Record):
    """A code that comes under another parent."""

    kind: ClassVar[str] = "move-code"
    personal: ClassVar[bool] = False
    code: str
    parent: str = ""
    """The id of the code above, "" for the top."""
    reason: str = ""

    def _check(self) -> None:
        _named(self.code, "what is moved")
        if self.code == self.parent:
            raise ValueError(f"code '{self.code}' cannot be its own parent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Record):
    """Codings frozen for agreement, before anybody discusses them."""

    kind: ClassVar[str] = "round"
    personal: ClassVar[bool] = False
    name: str
    sample: str = ""
    """The id of the sample's record; "" when the round is over everything."""
    coders: tuple[str, ...]
    codebook: str = ""
    """SHA-256 of the codebook in use; "" without one."""
    records: tuple[str, ...]
    """The ids of all records that stood for these coders: judgements and turns seen."""

    def _check(self) -> None:
        _named(self.name, "a round")
        for other in (*self.records, *((self.sample,) if self.sample else ())):
            _is_id(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Record):
    """A transcript was edited: one version of its text came after another."""

    kind: ClassVar[str] = "version"
    personal: ClassVar[bool] = False
    transcript: str
    text: str
    """SHA-256 of the new version."""
    before: str
    """SHA-256 of the one that it was made from."""

    def _check(self) -> None:
        _named(self.transcript, "a version of a transcript")
        for text in (self.text, self.before):
            _is_hash(text)
        if self.text == self.before:
            raise ValueError("a version cannot come after itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Record):
    """Consent was withdrawn: these texts are gone, and the records on them stand no more.

    It cannot be superseded, and what it names does not come back by a merge.
    """

    kind: ClassVar[str] = "withdraw"
    personal: ClassVar[bool] = False
    participant: str
    texts: tuple[str, ...]
    """SHA-256 of every version of every text that was removed."""
    records: tuple[str, ...]
    """The ids of the records that were removed from the logs."""

    def _check(self) -> None:
        _named(self.participant, "who withdraws consent")
        for text in self.texts:
            _is_hash(text)
        for other in self.records:
            _is_id(other)


def _named(value: str, what: str) -> None:
    if not value:
        raise ValueError(f"{what} needs a name")


def _is_hash(text: str) -> None:
    if not HASH.fullmatch(text):
        raise ValueError(f"'{text}' is not a SHA-256 in hexadecimal")


def _is_id(value: str) -> None:
    if not ID.fullmatch(value):
        raise ValueError(f"'{value}' is not the id of a record")
