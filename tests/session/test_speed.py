"""A session on 100 transcripts of 8,000 words with 20,000 decisions answers at once."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from qcode.model.coding import Anchor, Segment, Suggestion
from qcode.model.transcript import Speaker, Transcript, Turn, text_hash
from qcode.reading.codebook import read_codebook
from qcode.session import opening, renewing
from qcode.session.actions import Action
from qcode.session.driver import Session
from qcode.session.machine import advance
from qcode.session.options import SessionOptions
from qcode.study.desk import Desk
from qcode.study.fold import fold
from qcode.study.folder import read_logs
from qcode.study.library import Library
from qcode.study.lines import line_of
from qcode.study.placing import Placing
from qcode.study.records import Coded, Rejected
from qcode.study.settings import Settings
from qcode.study.study import Study
from tests.study.strategies import TIME, record_id

TRANSCRIPTS, TURNS, DECISIONS = 100, 80, 20_000
SENTENCES = (
    "They came and took a photo of the rice. 他们来了拍了照就走，材料要有照片。 Nobody asks. "
)
WORDS = SENTENCES * 4
"""About 100 words or Han characters a turn."""
CODES = [f"code_{number}" for number in range(60)]


def transcript(number: int) -> Transcript:
    turns, texts, place = [], [], 0
    for at in range(1, TURNS + 1):
        words = f"Turn {at} of {number}. {WORDS}".strip()
        role = "participant" if at % 2 == 0 else "interviewer"
        turns.append(Turn(at, role[:1], role, place, place + len(words)))  # type: ignore[arg-type]
        texts.append(words)
        place += len(words) + 2
    text = "\n\n".join(texts)
    speakers = (Speaker("i", "interviewer", ""), Speaker("p", "participant", ""))
    name = f"P{number:03}"
    return Transcript(name, name, "txt", "utf-8", False, "mixed", text, "", tuple(turns), speakers)


def decision(number: int, there: Transcript, coder: str) -> str:
    count = number // TRANSCRIPTS
    turn = there.turns[count * 7 % TURNS]
    start = turn.start + 15 + count % 90
    words = there.text[start : start + 40]
    anchor = Anchor(there.id, text_hash(there.text), turn.number, start, start + 40, words)
    kind = Rejected if count % 4 == 0 else Coded
    who = {"id": record_id(number + 1), "coder": coder, "time": TIME}
    return line_of(kind(**who, anchor=anchor, code=CODES[count % 60]))


def suggestions(there: Transcript) -> list[Suggestion]:
    found = []
    for turn in there.turns[1::2]:
        start = turn.start + len(f"Turn {turn.number} of ")
        segment = Segment(there.id, start, start + 40)
        words = there.text[start : start + 40]
        code = CODES[turn.number % 60]
        found.append(Suggestion(code, segment, turn.number, "p", turn.role, words, ("r",), ()))
    return found


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("large")
    book = "codebook: large\ncodes:\n" + "".join(f"  - id: {code}\n" for code in CODES)
    (folder / "codebook.yaml").write_text(book, encoding="utf-8")
    transcripts = {each.id: each for each in map(transcript, range(TRANSCRIPTS))}
    lines: dict[str, list[str]] = {"Ana": [], "Ben": []}
    for number in range(DECISIONS):
        coder = ("Ana", "Ben")[number // TRANSCRIPTS % 2]
        there = transcripts[f"P{number % TRANSCRIPTS:03}"]
        lines[coder].append(decision(number, there, coder))
    (folder / "codings").mkdir()
    for name, own in lines.items():
        log = folder / "codings" / f"{name.lower()}.jsonl"
        log.write_text("\n".join(own) + "\n", encoding="utf-8")
    logs = read_logs(folder / "codings")
    placing = Placing(folder, transcripts)
    return Study(
        folder,
        Settings(),
        read_codebook(folder / "codebook.yaml"),
        Library(tuple(transcripts.values())),
        logs,
        fold(logs.checked()),
        placing,
    )


def seconds(work: Callable[[], object]) -> float:
    """The shortest of five runs, in seconds of this process."""
    times = []
    for _ in range(5):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


@pytest.mark.parametrize("queue", ["unread", "suggestions"])
def test_every_keypress_is_answered_at_once(
    study: Study, queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tuple(one for each in study.transcripts for one in suggestions(each))
    for module in (opening, renewing):
        monkeypatch.setattr(module, "raw_suggestions", lambda _: found)
    options = SessionOptions(queue=queue)  # type: ignore[arg-type]
    with Session(Desk(study, "Ana"), options) as session:
        assert len(session.state.items) == TRANSCRIPTS * TURNS // 2
        assert sum(map(len, session.state.taken.codings.values())) == DECISIONS * 3 // 4
        session.do(Action("look", "code_7"))
        slow = {}
        for name in (
            *(
                "next",
                "previous",
                "turn-down",
                "turn-up",
                "mark-next",
                "right",
                "left",
                "end-right",
            ),
            *(
                "start-left",
                "wider",
                "narrower",
                "grain-word",
                "accept",
                "reject",
                "code",
                "change",
            ),
            *("code-again", "compare", "in-vivo", "suggestions", "bounds", "uncode", "memo"),
        ):
            took = seconds(lambda name=name: advance(session.state, Action(name)))
            if took > 0.005:
                slow[name] = took
        assert slow == {}


def test_every_decision_is_shown_at_once(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    found = tuple(one for each in study.transcripts for one in suggestions(each))
    for module in (opening, renewing):
        monkeypatch.setattr(module, "raw_suggestions", lambda _: found)
    with Session(Desk(study, "Ana"), SessionOptions(queue="suggestions")) as session:
        for name in "accept", "reject", "code-again", "in-vivo", "undo", "redo", "next":
            took = seconds(lambda name=name: session.do(name))
            assert took < 0.05, name
