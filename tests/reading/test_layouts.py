"""Every label and time convention that is met in the wild, each as the file looks."""

from pathlib import Path

import pytest

from qcode.model.transcript import Transcript
from qcode.reading.options import ReadingOptions
from qcode.reading.transcripts import read_transcript

Said = list[tuple[str, str]]


def read(tmp_path: Path, text: str, name: str = "one.txt") -> Transcript:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return read_transcript(path)


def said(transcript: Transcript) -> Said:
    return [(turn.speaker, transcript.words(turn)) for turn in transcript.turns]


def roles(transcript: Transcript) -> dict[str, str]:
    return {speaker.name: speaker.role for speaker in transcript.speakers}


def test_labels_repeat_and_vary_in_spelling(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "Interviewer 1: How are you?\nInterviewee: Fine.\nInterviewee: Really fine.\n"
        "interviewer1: And he?\n\nHe left.\ninterviewee: Yes.\nInterviewr: Why?\n",
    )
    assert said(t) == [
        ("Interviewer 1", "How are you?"),
        ("Interviewee", "Fine."),
        ("Interviewee", "Really fine."),
        ("Interviewer 1", "And he?\n\nHe left."),
        ("Interviewee", "Yes."),
        ("Interviewr", "Why?"),
    ]
    assert roles(t) == {
        "Interviewer 1": "interviewer",
        "Interviewee": "participant",
        "Interviewr": "interviewer",
    }


def test_otter(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "Talk one\n\nSUMMARY KEYWORDS\n"
        "school, children, money\n\nSPEAKERS\nMara Lindt, Tom Ash\n\n"
        "Mara Lindt  00:12\nWhat do you do?\n\nTom Ash  1:01  \nI teach.\nEvery day.\n\n"
        "Jo Reed  \nMe too.\n\nMara Lindt  1:02:03\nWhere do you teach?\n\nJo Reed  \nHere.\n",
    )
    assert said(t) == [
        ("Mara Lindt", "What do you do?"),
        ("Tom Ash", "I teach.\nEvery day."),
        ("Jo Reed", "Me too."),
        ("Mara Lindt", "Where do you teach?"),
        ("Jo Reed", "Here."),
    ]
    assert [turn.start_time for turn in t.turns] == [12.0, 61.0, None, 3723.0, None]
    assert roles(t)["Mara Lindt"] == "interviewer"
    assert [a.text for a in t.set_aside] == [
        "Talk one",
        "SUMMARY KEYWORDS",
        "school, children, money",
        "SPEAKERS",
        "Mara Lindt, Tom Ash",
    ]


def test_bold_and_time_in_brackets(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "**Jo Reed:** What now?\n\nAnn Wu (00:00:07):\nNothing. We wait.\n\n"
        "**Jo Reed:** Why?\n\nAnn Wu (00:00:09):\nBecause.\n",
    )
    assert said(t) == [
        ("Jo Reed", "What now?"),
        ("Ann Wu", "Nothing. We wait."),
        ("Jo Reed", "Why?"),
        ("Ann Wu", "Because."),
    ]
    assert t.turns[1].start_time == 7.0


def test_only_the_moderator_is_labelled(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "MODERATOR: Tell me about the day.\n\nWe get up at six.\n\nThen school.\n\n"
        "1.a Was the road long?\n\nYes, very.\n\nMODERATOR: Yes\n\nAnd cold.\n",
    )
    assert said(t) == [
        ("MODERATOR", "Tell me about the day."),
        ("", "We get up at six.\n\nThen school."),
        ("MODERATOR", "1.a Was the road long?"),
        ("", "Yes, very."),
        ("MODERATOR", "Yes"),
        ("", "And cold."),
    ]
    assert roles(t) == {"MODERATOR": "interviewer", "": "participant"}


def test_initials_against_surname_with_and_without_colon(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "MSM: What do you think?\nKern: Not much.\nDB: And you?\nDB\tNothing?\nMSM: Why?\n"
        "Kern: Well.\nDB\nSo how?\nKern: Like so.\nDB What then?\n",
    )
    assert said(t) == [
        ("MSM", "What do you think?"),
        ("Kern", "Not much."),
        ("DB", "And you?"),
        ("DB", "Nothing?"),
        ("MSM", "Why?"),
        ("Kern", "Well."),
        ("DB", "So how?"),
        ("Kern", "Like so."),
        ("DB", "What then?"),
    ]


def test_researcher_against_first_name(tmp_path: Path) -> None:
    t = read(tmp_path, "Researcher 1: Where?\nAmina: At home.\nResearcher 1: Why?\nAmina: So.\n")
    assert roles(t) == {"Researcher 1": "interviewer", "Amina": "participant"}


def test_legend(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        (
            "(S = Student; I = Interviewer)\n\nI: Why here?\n"
            "S1: It is near.\nS: Cheap.\n\nAnd quiet.\n"
        ),
    )
    assert said(t) == [("I", "Why here?"), ("S1", "It is near."), ("S", "Cheap.\n\nAnd quiet.")]
    assert roles(t) == {"I": "interviewer", "S1": "participant", "S": "participant"}
    assert t.set_aside[0].reason == "legend of labels"


def test_chinese_legend_of_one_character_labels(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        (
            "（以下，威：老威；峪：王峪）\n\n**威**：你哪年去的？\n"
            "**峪**：九八年。\n**威**：怎么去的？\n**峪**：走路。\n"
        ),
    )
    assert said(t) == [
        ("威", "你哪年去的？"),
        ("峪", "九八年。"),
        ("威", "怎么去的？"),
        ("峪", "走路。"),
    ]
    assert roles(t) == {"威": "interviewer", "峪": "participant"}


def test_headings_as_labels(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "# The talk\n\n### Interviewer\n\nWhat is the aim?\n\n### Deputy head\n\nNo accident.\n\n"
        "That is all.\n\n### Interviewer\n\nReally?\n\n### Principal\n\nReally.\n",
        "one.md",
    )
    assert said(t) == [
        ("Interviewer", "What is the aim?"),
        ("Deputy head", "No accident.\n\nThat is all."),
        ("Interviewer", "Really?"),
        ("Principal", "Really."),
    ]
    assert roles(t)["Principal"] == "participant"


def test_tab_after_colon_and_focus_group_ids(tmp_path: Path) -> None:
    assert said(read(tmp_path, "Interviewer:\tHow?\nParticipant:\tSo.\n")) == [
        ("Interviewer", "How?"),
        ("Participant", "So."),
    ]
    t = read(
        tmp_path, "[id1] hello\n[id2] hi there\n[laughs] indeed\n[id1] what now?\n[id2] home\n"
    )
    assert said(t) == [
        ("id1", "hello"),
        ("id2", "hi there\n[laughs] indeed"),
        ("id1", "what now?"),
        ("id2", "home"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        (
            "[00:00:07.210] 李某：\n你家几口人？\n"
            "[00:00:09.000] 王某：\n四口。[00:00:11.500] 李某：都在家吗？\n"
        ),
        (
            "李某: [00:00:07.210] 你家几口人？\n"
            "王某: [00:00:09.000] 四口。\n李某: [00:00:11.500] 都在家吗？\n"
        ),
        (
            "**[00:00:07.210] 李某**：你家几口人？\n\n"
            "**[00:00:09.000] 王某**：四口。\n\n**[00:00:11.500] 李某**：都在家吗？\n"
        ),
        (
            "[00:00:07.210] 李某：你家几口人？\n"
            "[00:00:09.000] 王某：四口。\n[00:00:11.500] 李某：都在家吗？\n"
        ),
    ],
)
def test_chinese_names_with_times(tmp_path: Path, text: str) -> None:
    t = read(tmp_path, text)
    assert said(t) == [("李某", "你家几口人？"), ("王某", "四口。"), ("李某", "都在家吗？")]
    assert [turn.start_time for turn in t.turns] == [7.21, 9.0, 11.5]
    assert roles(t) == {"李某": "interviewer", "王某": "participant"}


def test_recogniser_speakers(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        (
            "7月2日 11:03\n发言人5 00:25\n你平时怎么管？\n\n"
            "说话人1 00:03:10\n就打电话。\n\n发言人5 01:00:49\n还有吗？\n"
        ),
    )
    assert said(t) == [
        ("发言人5", "你平时怎么管？"),
        ("说话人1", "就打电话。"),
        ("发言人5", "还有吗？"),
    ]
    assert [turn.start_time for turn in t.turns] == [25.0, 190.0, 3649.0]
    assert t.set_aside[0].text == "7月2日 11:03"


def test_times_and_no_speaker(tmp_path: Path) -> None:
    t = read(tmp_path, "00:00\n第一段话。\n\n00:12\n第二段话。\n\n又一段。\n")
    assert said(t) == [("", "第一段话。"), ("", "第二段话。"), ("", "又一段。")]
    assert [turn.start_time for turn in t.turns] == [0.0, 12.0, None]
    assert roles(t) == {"": "participant"}


@pytest.mark.parametrize("times", ["[0:00] {}\n\n[1:01] {}\n", "00:00:00\t{}\n00:01:01\t{}\n"])
def test_times_before_the_words(tmp_path: Path, times: str) -> None:
    t = read(tmp_path, times.format("First words here.", "Second ones."))
    assert said(t) == [("", "First words here."), ("", "Second ones.")]
    assert [turn.start_time for turn in t.turns] == [0.0, 61.0]


def test_chinese_labels_with_either_colon_and_hard_blank(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        (
            "采访者：\u00a0你多大？\n受访者A：十岁。\n采訪者:你呢？\n"
            "受访者B: 我九岁。\n访员 ： 好。\n受访者A：嗯。\n"
        ),
    )
    assert [words for _, words in said(t)] == [
        "你多大？",
        "十岁。",
        "你呢？",
        "我九岁。",
        "好。",
        "嗯。",
    ]
    assert roles(t)["受访者A"] == roles(t)["受访者B"] == "participant"
    assert roles(t)["采访者"] == roles(t)["访员"] == "interviewer"


def test_codes_in_brackets(tmp_path: Path) -> None:
    t = read(tmp_path, "问：谁先说？\n（A3）我先说。\n（笑）真的。\n（A4）我后说。\n（A3）好。\n")
    assert said(t) == [
        ("问", "谁先说？"),
        ("A3", "我先说。\n（笑）真的。"),
        ("A4", "我后说。"),
        ("A3", "好。"),
    ]


def test_pairs_of_question_and_answer(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "被访者：[ID:1]\n\n问题：家里几口人？\n\n回答：四口。\n\n问题：谁管？\n\n回答：奶奶。\n",
    )
    assert said(t) == [
        ("问题", "家里几口人？"),
        ("回答", "四口。"),
        ("问题", "谁管？"),
        ("回答", "奶奶。"),
    ]
    assert roles(t) == {"问题": "interviewer", "回答": "participant"}


def test_header_lines_are_no_speakers(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "12-May-2023 - 10:36 - 1h09m31s - Ana\nDate: 22 November\nPLACE: Bonn\n时间：2021年\n"
        "访谈对象：王某\nInterviewer: Ana Silva\n\n"
        "Ana: Where is it?\nMaria: See\nhttps://a.example/b\n"
        "At 10:30: never.\nNote: she points\nAna: Why?\nMaria: 10:30\n",
    )
    assert said(t) == [
        ("Ana", "Where is it?"),
        ("Maria", "See\nhttps://a.example/b\nAt 10:30: never."),
        ("Ana", "Why?"),
        ("Maria", "10:30"),
    ]
    assert roles(t) == {"Ana": "interviewer", "Maria": "participant"}
    assert "Note: she points" in [a.text for a in t.set_aside]


def test_short_file_with_one_known_label(tmp_path: Path) -> None:
    t = read(tmp_path, "Interviewer: How are you?\nMaria: Fine.\n")
    assert said(t) == [("Interviewer", "How are you?"), ("Maria", "Fine.")]
    assert roles(t) == {"Interviewer": "interviewer", "Maria": "participant"}


def test_two_names_once_each(tmp_path: Path) -> None:
    assert said(read(tmp_path, "Tom: How are you?\nMaria: Fine.\n")) == [
        ("Tom", "How are you?"),
        ("Maria", "Fine."),
    ]


def test_words_before_a_colon_are_no_speakers(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "Interviewer: What did he say?\nMaria: This.\n\n"
        "My mother: she left.\n\nFor example: the car.\n\n"
        "比如：车。\n\n老师说：别来。\n\nInterviewer: And?\nMaria: The problem: money.\n",
    )
    assert [speaker for speaker, _ in said(t)] == ["Interviewer", "Maria", "Interviewer", "Maria"]


def test_furniture_inside_a_turn_is_cut_out(tmp_path: Path) -> None:
    text = (
        "I: When?\nP: First part\n\n00:21:14\n\nsecond part\n"
        "======= Connection got interrupted ========\nthird part.\n\nI: So?\nP: Yes.\n"
    )
    t = read(tmp_path, text)
    assert said(t)[1] == ("P", "First part\nsecond part\nthird part.")
    assert [a.text for a in t.set_aside] == [
        "00:21:14",
        "======= Connection got interrupted ========",
    ]


def test_times_inside_a_paragraph(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        (
            "I: When? #00:00:02-5#\n"
            "P: Late, #00:00:04-0# at night. #00:00:06-1#\nI: So [00:07] what?\n"
        ),
    )
    assert said(t) == [("I", "When?"), ("P", "Late, at night."), ("I", "So what?")]
    assert (t.turns[0].end_time, t.turns[1].start_time) == (2.5, 2.5)
    assert t.notes == ("times among the words, left out: 4",)


def test_whisper_text(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "[00:43.810 --> 00:47.850]  Hello and welcome\n[00:48.350 --> 00:54.570]  to the talk.\n"
        "[00:59.000 --> 01:01.000]  Thanks.\n",
    )
    assert said(t) == [("", "Hello and welcome to the talk."), ("", "Thanks.")]
    assert [(x.start_time, x.end_time) for x in t.turns] == [(43.81, 54.57), (59.0, 61.0)]


def test_plain_paragraphs(tmp_path: Path) -> None:
    t = read(tmp_path, "We came late.\nIt rained.\n\nThen we left.\n\nIt was a good day.\n")
    assert said(t) == [
        ("", "We came late.\nIt rained."),
        ("", "Then we left."),
        ("", "It was a good day."),
    ]
    assert "no labels" in t.notes[0]


def test_prose_before_the_first_label_is_kept(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "Interview 4\n\nWe met her in the kitchen. The radio was on.\n\nI: How?\nP: So.\n",
    )
    assert said(t)[0] == ("", "We met her in the kitchen. The radio was on.")
    assert roles(t)[""] == "interviewer"
    assert any("before the first label" in note for note in t.notes)


def test_front_matter(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "---\nsite: no\ndate: 2021-03-04\n"
        "speakers:\n  Ana: interviewer\n  Bo: participant\n---\n\n"
        "Ana: Tell me.\n\nBo: What?\n",
        "one.md",
    )
    assert t.attributes == (("site", "no"), ("date", "2021-03-04"))
    assert said(t) == [("Ana", "Tell me."), ("Bo", "What?")]
    assert roles(t) == {"Ana": "interviewer", "Bo": "participant"}
    assert t.speakers[0].role_from == "front matter: interviewer"
    assert len([a for a in t.set_aside if a.reason == "front matter"]) == 7


def test_offsets_point_into_the_file(tmp_path: Path) -> None:
    text = "I: 你好 😀?\r\nP: 𠮷野家。\rI: Ok?\r\n"
    t = read(tmp_path, text)
    assert t.text == "I: 你好 😀?\nP: 𠮷野家。\nI: Ok?\n"
    assert said(t) == [("I", "你好 😀?"), ("P", "𠮷野家。"), ("I", "Ok?")]


def test_interviewers_given_by_the_user_override(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ann: Why?\nBob: So.\nAnn: How?\nBob: Thus.\n", encoding="utf-8")
    t = read_transcript(path, ReadingOptions(interviewers=("bob",)))
    assert roles(t) == {"Ann": "participant", "Bob": "interviewer"}


def test_nobody_clearly_asks(tmp_path: Path) -> None:
    t = read(tmp_path, "Ann: It rained.\nBob: It did.\nAnn: All day.\nBob: Yes.\n")
    assert set(roles(t).values()) == {"participant"}
    assert any("nobody clearly asks" in note for note in t.notes)


def test_letters_may_stand_for_either(tmp_path: Path) -> None:
    t = read(tmp_path, "R: What is it?\nP: A school.\nR: Whose?\nP: Ours.\n")
    assert roles(t) == {"R": "interviewer", "P": "participant"}
    t = read(tmp_path, "I: What is it?\nR: A school.\nI: Whose?\nR: Ours.\n")
    assert roles(t) == {"I": "interviewer", "R": "participant"}
    t = read(tmp_path, "T: What is it?\nS: A school.\nT: Whose?\nS: Ours.\n")
    assert roles(t) == {"T": "interviewer", "S": "participant"}


def test_names_alone_on_their_lines(tmp_path: Path) -> None:
    t = read(tmp_path, "Interviewer\n\nWhere?\n\nMaria Silva\n\nHere.\n\n" * 2)
    assert said(t) == [("Interviewer", "Where?"), ("Maria Silva", "Here.")] * 2


def test_role_lines_that_only_name_people(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "Interviewer: Ana Silva\nInterviewee: Maria Costa\n\n"
        "Interviewer: Where?\nInterviewee: Here.\n",
    )
    assert said(t) == [("Interviewer", "Where?"), ("Interviewee", "Here.")]


def test_header_names_give_roles(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "访谈时间：2021年3月\n访谈者：张三\n受访者：王某某（村主任）\n\n张三：有多少？\n王某某：三十个。\n",
    )
    assert said(t) == [("张三", "有多少？"), ("王某某", "三十个。")]
    assert roles(t) == {"张三": "interviewer", "王某某": "participant"}


def test_several_people_in_one_file_of_pairs(tmp_path: Path) -> None:
    block = "被访者：[ID:{0}]\n问题：几口人？\n回答：{0}口。\n"
    t = read(tmp_path, block.format(4) + "旁注\n" + block.format(5))
    assert said(t) == [
        ("问题", "几口人？"),
        ("ID:4", "4口。\n旁注"),
        ("问题", "几口人？"),
        ("ID:5", "5口。"),
    ]


def test_words_after_a_line_that_names_the_person(tmp_path: Path) -> None:
    t = read(tmp_path, "问题：谁？\n回答：我。\n被访者：[ID:2]\n说不清。\n问题：谁？\n回答：他。\n")
    assert [words for _, words in said(t)] == ["谁？", "我。", "说不清。", "谁？", "他。"]


def test_excerpt_that_starts_inside_an_answer(tmp_path: Path) -> None:
    t = read(tmp_path, "and so we left the village, he said.\n\nI: Why?\nP: Money.\n")
    assert roles(t)[""] == "participant"


def test_a_time_line_belongs_to_the_label_below_it(tmp_path: Path) -> None:
    t = read(tmp_path, "00:05\nI: Why?\n00:07\nP: So.\n00:09\nAnd so.\nI: How?\nP: Thus.\n")
    assert [turn.start_time for turn in t.turns] == [5.0, 7.0, None, None]


def test_the_letter_of_a_group_of_words_is_no_legend(tmp_path: Path) -> None:
    t = read(tmp_path, "I: 怎么算？\nP: 好。\n不出事=好\nI: 然后？\nP: 没了。\n")
    assert said(t)[1] == ("P", "好。\n不出事=好")


@pytest.mark.parametrize(
    "text",
    [
        "问：好吗\n答：好\n问：来吗\n答：来\n备注：完\n",
        "Q: fine\nA: fine\nQ: so\nA: so\nNote: end\n",
    ],
)
def test_a_few_short_turns_are_no_header(tmp_path: Path, text: str) -> None:
    assert len(read(tmp_path, text).turns) == 4


TALK = "Interviewer: Why?\nMara: So.\nInterviewer: How?\nMara: Thus.\n"


@pytest.mark.parametrize(
    ("head", "attributes"),
    [
        ("Village: Upper\n\n", {"Village": "Upper"}),
        ("Village: Upper\nDate: 3 May\n\n", {"Village": "Upper", "Date": "3 May"}),
        ("Date: 3 May\nOccupation: farmer\nVillage: Upper\n\n", {"Village": "Upper"}),
        ("School: North\nName: Ms Bai\n\n", {"School": "North"}),
        ("村庄：上寨\n学校：中心校\n\n", {"村庄": "上寨"}),
    ],
)
def test_a_block_of_keys_at_the_top_is_a_header(
    tmp_path: Path, head: str, attributes: dict[str, str]
) -> None:
    t = read(tmp_path, head + TALK)
    assert [speaker.name for speaker in t.speakers] == ["Interviewer", "Mara"]
    assert len(t.turns) == 4
    assert attributes.items() <= dict(t.attributes).items()


def test_speakers_who_begin_before_a_blank_line_are_no_header(tmp_path: Path) -> None:
    t = read(tmp_path, "Ann: Hello\nBob: Hi\n\nAnn: So?\nBob: Well.\n")
    assert len(t.turns) == 4
