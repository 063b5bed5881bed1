"""Subtitles: cues of one voice are one turn, in the words of the file."""

from pathlib import Path

from qcode.model.transcript import Transcript
from qcode.reading.transcripts import read_transcript


def read(tmp_path: Path, text: str, name: str = "one.vtt") -> Transcript:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return read_transcript(path)


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, transcript.words(turn)) for turn in transcript.turns]


def test_voices(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "WEBVTT - a title\nKind: captions\n\nNOTE made by hand\nin two lines\n\n"
        "STYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.500 align:start\n"
        "<v Mara Lindt>Where <i>are</i> &amp; were\nyou?</v>\n\n"
        "00:00:02.500 --> 00:00:04.000\n<v Mara Lindt>All <pause> day?\n\n"
        "00:05.000 --> 00:06.000\n<v.loud Tom Ash>Home. <v Mara Lindt>Ah.\n",
    )
    assert said(t) == [
        ("Mara Lindt", "Where are & were you? All <pause> day?"),
        ("Tom Ash", "Home."),
        ("Mara Lindt", "Ah."),
    ]
    assert (t.turns[0].start_time, t.turns[0].end_time) == (1.0, 4.0)
    assert "::cue { color: red }" in [a.text for a in t.set_aside]
    assert t.format == "vtt"


def test_labels_inside_cues(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nMara Lindt: Where do\r\n\r\n"
        "2\r\n00:00:02,000 --> 00:00:03,000\r\nyou live?\r\n\r\n"
        "3\r\n00:00:03,000 --> 00:00:04,000\r\nTom Ash: Here.\r\n\r\n"
        "4\r\n00:00:05,000 --> 00:00:06,000\r\nTom Ash: Near the school.\r\n\r\n"
        "5\r\n00:00:07,000 --> 00:00:08,000\r\nMara Lindt: Why?\r\n",
        "one.srt",
    )
    assert said(t) == [
        ("Mara Lindt", "Where do you live?"),
        ("Tom Ash", "Here. Near the school."),
        ("Mara Lindt", "Why?"),
    ]
    assert t.speakers[0].role == "interviewer"


def test_no_voices(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        "1\n00:00:01,000 --> 00:00:02,000\nWe came late.\n\n2\n00:00:02,100 --> 00:00:03,000\n"
        "It rained\n\n3\n00:00:09,000 --> 00:00:10,000\nall day.\n\n"
        "4\n00:00:12,000 --> 00:00:13,000\nThen we left.\n",
        "one.srt",
    )
    assert said(t) == [("", "We came late. It rained all day."), ("", "Then we left.")]
    assert "no voices" in t.notes[-1]


def test_long_talk_without_pause_is_cut_at_a_sentence(tmp_path: Path) -> None:
    cue = "{n}\n00:{m:02}:{s:02},000 --> 00:{m:02}:{s:02},900\n我们村里的孩子都在家里。\n\n"
    text = "".join(cue.format(n=i, m=i // 60, s=i % 60) for i in range(1, 60))
    t = read(tmp_path, text, "one.srt")
    lengths = [len(t.words(turn)) for turn in t.turns]
    assert len(lengths) > 3
    assert max(lengths) < 160


def test_numbers_that_are_words_stay(tmp_path: Path) -> None:
    t = read(
        tmp_path,
        (
            "1\n00:00:01,000 --> 00:00:02,000\nHow many?\n"
            "2019\n\n2\n00:00:02,000 --> 00:00:03,000\n12\n"
        ),
        "one.srt",
    )
    assert said(t) == [("", "How many? 2019 12")]


def test_subtitles_in_a_text_file(tmp_path: Path) -> None:
    t = read(tmp_path, "1\n00:00:01,000 --> 00:00:02,000\nAnn: Why?\nBob: So.\n", "one.txt")
    assert said(t) == [("Ann", "Why?"), ("Bob", "So.")]


def test_words_before_a_colon_in_one_cue_are_no_speaker(tmp_path: Path) -> None:
    cues = [("访谈者：怎么查？", "班主任：有人来。")] * 8 + [
        ("县里抽查会当面问：你叫什么？", "就这样。")
    ]
    blocks = [
        f"{number}\n00:00:{number:02d},000 --> 00:00:{number + 1:02d},000\n{words}\n"
        for number, words in enumerate((words for pair in cues for words in pair), 1)
    ]
    path = tmp_path / "cues.srt"
    path.write_text("\n".join(blocks), encoding="utf-8")
    found = read_transcript(path)
    assert [speaker.name for speaker in found.speakers] == ["访谈者", "班主任"]
    assert "县里抽查会当面问" in found.words(found.turns[-1])
