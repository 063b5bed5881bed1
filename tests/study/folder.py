"""A small study on the disk, with invented interviews in two languages."""

from __future__ import annotations

from pathlib import Path

from qcode.model.coding import Anchor
from qcode.reading.options import AS_FOUND
from qcode.study.adding import add
from qcode.study.making import make_study
from qcode.study.study import Study, open_study

CODEBOOK = """\
codebook: tiny
codes:
  - id: formalism
    name: {en: Formalism, zh: 形式主义}
    codes:
      - id: photo_proof
        name: {en: Proof by photo, zh: 拍照留痕}
        definition: {en: Work is proved by pictures.}
        rules:
          - {id: photo-taken, find: take ~3 photo | 拍了照}
          - {id: photo-word, find: 照片}
  - id: care
    name: Care
"""
GRANDMOTHER = """\
Interviewer: What do they do in the village?
Grandmother: They took a photo of the rice. Then the car was gone.
Interviewer: And the children?
Grandmother: Nobody cares for the child. It is so.
"""
CADRE = """\
访员：他们来做什么？
村干部：来了拍了照就走，材料要有照片。
访员：娃娃呢？
村干部：没人问。😀没人问。
"""


def make(folder: Path, codebook: str = CODEBOOK, **texts: str) -> Study:
    """A study with these transcripts; the two above when none is given."""
    files = {"codebook.yaml": codebook.encode()} if codebook else {}
    make_study(folder / "study", title="Tiny", coder="Ana", files=files)
    came = folder / "came"
    came.mkdir()
    for name, text in (texts or {"grandmother": GRANDMOTHER, "cadre": CADRE}).items():
        (came / f"{name}.txt").write_text(text, encoding="utf-8")
    added = add(folder / "study", [came], AS_FOUND)
    assert not added.failed
    return open_study(folder / "study")


def anchor_of(study: Study, transcript: str, words: str) -> Anchor:
    """The first place where the words stand."""
    text = study.transcript(transcript).text
    start = text.index(words)
    turn = study.placing.turn_at(transcript, start)
    assert turn
    name = study.placing.hashes[transcript]
    return Anchor(transcript, name, turn.number, start, start + len(words), words)


def edit(study: Study, transcript: str, old: str, new: str) -> Study:
    """The study after somebody changed words of a working copy in an editor."""
    path = study.folder / "transcripts" / f"{transcript}.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return open_study(study.folder)
