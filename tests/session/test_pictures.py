"""Pictures of the full screen, compared with those kept in `__snapshots__`.

They are drawn by Textual 8 on an invented study; after a wanted change look at the new ones and
keep them with `pytest tests/session/test_pictures.py --snapshot-update`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import textual
from textual.pilot import Pilot

from qcode.session.driver import Session
from qcode.session.options import SessionOptions
from qcode.session.widgets.app import SessionApp
from qcode.study.study import open_study
from tests.session.screens import LARGE, SMALL, type_in
from tests.session.sessions import begin, make
from tests.session.test_driver import FullDisk
from tests.study.folder import edit

pytestmark = pytest.mark.skipif(
    not textual.__version__.startswith("8."), reason="other versions of Textual draw otherwise"
)

CODEBOOK = """\
codebook: relief
codes:
  - id: formalism
    name: {en: Formalism, zh: 形式主义}
    definition: {en: The form of the work counts more than the work., zh: 工作的形式重于工作本身。}
    codes:
      - id: photo_proof
        name: {en: Proof by photo, zh: 拍照留痕}
        definition: {en: Work is proved by pictures., zh: 用照片证明做了工作。}
        include: [{en: pictures taken for a file, zh: 为材料而拍照}]
        exclude: [{en: family pictures, zh: 家庭照片}]
        examples: [They took a photo of the rice., 来了拍了照就走。]
        rules:
          - {id: photo-taken, find: take ~3 photo | 拍了照}
          - {id: photo-word, find: 照片}
  - id: care
    name: {en: Care, zh: 关爱}
    rules:
      - {id: cares, find: care}
"""
VILLAGE = """\
[00:03] Interviewer: What do they do when they come to the village?
[00:09] Grandmother: They took a photo of the rice, and of me beside the rice [laughs]. Then the \
car was gone. Nobody cares for the child, it is so. In the spring they came with two, and one held \
a paper with our names.
[00:41] Interviewer: And the children?
[00:44] Grandmother: He feeds the pig. He does his sums on the wall, with [/laughs] charcoal.
"""
OFFICE = """\
00:02 访员：他们来做什么？
00:06 村干部：来了拍了照就走，材料要有照片。一份表格填三遍，APP里再填一遍，手机都卡了。😀
00:31 访员：娃娃呢？
00:33 村干部：没人问。上头只问表格，“数字好看就行”。
"""


def study(folder: Path) -> Path:
    make(folder, CODEBOOK, village=VILLAGE, office=OFFICE)
    return folder / "study"


def picture(compare: Any, session: Session, size: tuple[int, int], keys: str) -> None:
    """Press keys, `"words"` to be typed, and compare what is on the screen then."""

    async def before(pilot: Pilot[None]) -> None:
        for key in keys.split():
            await (type_in(pilot, key[1:-1]) if key[0] == '"' else pilot.press(key))
        await pilot.pause()

    with session:
        assert compare(SessionApp(session), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_reading(tmp_path: Path, snap_compare: Any, language: str, size: tuple[int, int]) -> None:
    session = begin(study(tmp_path), queue="suggestions", language=language)
    picture(snap_compare, session, size, "a A x k enter 2 tab")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help(tmp_path: Path, snap_compare: Any, language: str) -> None:
    picture(snap_compare, begin(study(tmp_path), language=language), SMALL, "?")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_finding_a_code(tmp_path: Path, snap_compare: Any, size: tuple[int, int]) -> None:
    picture(snap_compare, begin(study(tmp_path)), size, 'c "照"')


def test_a_memo(tmp_path: Path, snap_compare: Any) -> None:
    picture(snap_compare, begin(study(tmp_path)), SMALL, 'm "好的" enter "ok"')


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_comparing(tmp_path: Path, snap_compare: Any, size: tuple[int, int]) -> None:
    picture(snap_compare, begin(study(tmp_path), queue="suggestions"), size, "a a a k 照 enter o")


def test_the_list_of_transcripts(tmp_path: Path, snap_compare: Any) -> None:
    picture(snap_compare, begin(study(tmp_path)), SMALL, "y n c enter w down")


def test_a_full_disk(tmp_path: Path, snap_compare: Any) -> None:
    desk = FullDisk(open_study(study(tmp_path)), "Ana")
    session = Session(desk, SessionOptions(queue="suggestions"))
    desk.room = 0
    picture(snap_compare, session, SMALL, "a")


def test_an_edited_coding(tmp_path: Path, snap_compare: Any) -> None:
    with begin(study(tmp_path), queue="suggestions") as session:
        session.press("a")
    edit(open_study(tmp_path / "study"), "office", "拍了照", "照了一张相")
    picture(snap_compare, begin(tmp_path / "study", queue="changed"), SMALL, "")
