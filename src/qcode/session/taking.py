"""What is on the disk, as far as a session shows it: read a transcript at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qcode.model.codebook import Codebook
from qcode.session.state import Taken, Work
from qcode.study.coders import coder_key
from qcode.study.queues import adjudicated, is_adjudication
from qcode.study.records import Judgement, Memo, Record, Undone
from qcode.study.reports import memos
from qcode.study.seen import seen_turns
from qcode.study.shared import MergeCodes, NewCode
from qcode.study.study import Standing, Study


def taken_from(study: Study, coder: str, *, blind: bool) -> Taken:
    """All that was decided so far, as far as a coder may see it."""
    nothing = Taken({}, {}, seen_turns(study, coder))
    found = _with(nothing, study, coder, study.placing.transcripts, blind=blind)
    memos = _memos(study, coder, blind=blind)
    return replace(found, memos=memos, settled={} if blind else adjudicated(study))


def brought_up_to_date(
    taken: Taken, study: Study, coder: str, written: Sequence[Record], *, blind: bool
) -> Taken:
    """What was taken, with records that were written since; turns read are not among them."""
    records = tuple(named(study, written))
    found = _with(taken, study, coder, touched(study, records), blind=blind)
    if any(isinstance(each, Memo) for each in records):
        found = replace(found, memos=_memos(study, coder, blind=blind))
    if not blind and any(map(_settles, records)):
        found = replace(found, settled=adjudicated(study))
    return found


def _settles(record: Record) -> bool:
    """Whether a record may change what is settled, or under which code."""
    return is_adjudication(record.coder) or isinstance(record, MergeCodes)


def touched(study: Study, records: Iterable[Record]) -> frozenset[str]:
    """The transcripts whose codings records change: a merge of codes may change all."""
    records = tuple(records)
    if any(isinstance(each, MergeCodes) for each in records):
        return frozenset(study.placing.transcripts)
    return frozenset(each.anchor.transcript for each in records if isinstance(each, Judgement))


def named(study: Study, written: Iterable[Record]) -> Iterable[Record]:
    """Records, and those that they take back or do again."""
    for each in written:
        yield each
        if isinstance(each, Undone):
            known = study.state.records
            yield from named(study, [known[name] for name in each.supersedes if name in known])


def used_ids(study: Study) -> frozenset[str]:
    """Every id that a code has or had, in the file, in records, or before it was renamed."""
    file = {name for code in study.file.codes for name in (code.id, *code.renamed_from)}
    merged = {
        name for one in study.state.all_of_kind(MergeCodes) for name in (*one.codes, one.into)
    }
    made = {one.code for one in study.state.all_of_kind(NewCode)}
    return frozenset(file | merged | made)


def with_codes(work: Work, taken: Taken, study: Study, coder: str, *, blind: bool) -> Work:
    """What is worked on, with the codes as they are now."""
    codes = codes_for(study, coder, taken) if blind else study.codebook
    return replace(work, codebook=codes, used_ids=used_ids(study))


def codes_for(study: Study, coder: str, taken: Taken) -> Codebook:
    """The codes for a blind coder: without those that others made while reading and that this coder
    does not use. What stands below one of them stands where it stood."""
    book, made = study.codebook, study.state.codes.new
    used = {each.coding.code for group in taken.codings.values() for each in group}
    kept = {each.id for each in study.file.codes} | used
    key = coder_key(coder)
    hidden = {
        name for name, one in made.items() if name not in kept and coder_key(one.coder) != key
    }
    above = {each.id: each.parent for each in book.codes}
    codes = []
    for code in book.codes:
        parent = code.parent
        while parent in hidden:
            parent = above[parent]
        if code.id not in hidden:
            codes.append(replace(code, parent=parent))
    return replace(book, codes=tuple(codes))


def _with(taken: Taken, study: Study, coder: str, names: Iterable[str], *, blind: bool) -> Taken:
    """With codings and what was said in some transcripts read again."""
    codings, said = dict(taken.codings), dict(taken.said)
    for name in names:
        codings[name] = _codings(study, coder, name, blind=blind)
        said[name] = _said(study, coder, name)
    return replace(taken, codings=codings, said=said)


def _memos(study: Study, coder: str, *, blind: bool) -> tuple[Memo, ...]:
    key = coder_key(coder)
    found = (one for one in memos(study.state) if not blind or coder_key(one.coder) == key)
    return tuple(_in_present_text(study, memo) for memo in found)


def _in_present_text(study: Study, memo: Memo) -> Memo:
    """A memo where it stands now; where that is unsure, as it was written."""
    if memo.anchor is None:
        return memo
    place = study.placing.present(study.placing.place([memo.anchor])[0])
    return replace(memo, anchor=place) if place else memo


def _codings(study: Study, coder: str, name: str, *, blind: bool) -> tuple[Standing, ...]:
    found = study.codings(transcript=name, coder=coder if blind else None)
    return tuple(sorted(found, key=_by_place))


def _by_place(standing: Standing) -> tuple[bool, int, int, str, str]:
    anchor = standing.now.anchor if standing.now else standing.coding.anchor
    coding = standing.coding
    return (standing.now is None, anchor.start, -anchor.end, coding.code, coding.coder)


def _said(study: Study, coder: str, name: str) -> frozenset[tuple[str, int, int]]:
    """Where a coder said something about a code in the present text of one transcript."""
    key = coder_key(coder)
    records = [
        each
        for each in study.state.by_transcript.get(name, ())
        if isinstance(each, Judgement) and coder_key(each.coder) == key and study.state.stands(each)
    ]
    places = study.placing.place(each.anchor for each in records)
    present = zip(records, map(study.placing.present, places), strict=True)
    return frozenset(
        (study.code_now(each.code), anchor.start, anchor.end) for each, anchor in present if anchor
    )
