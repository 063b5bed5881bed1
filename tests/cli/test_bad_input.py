"""Bad input, at the level of commands: one clear message, exit 1, nothing half-written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import CODEBOOK, Qcode


def word_file(document: bytes) -> bytes:
    path = Path("made.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return path.read_bytes()


def bomb() -> bytes:
    return word_file(b"<w>" + b" " * 300_000_000 + b"</w>")


def external_entity() -> bytes:
    return word_file(
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>'
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("zero.docx", b""),
        ("cut.docx", b"PK\x03\x04 half of a Word file"),
        ("bomb.docx", bomb),
        ("entity.docx", external_entity),
        ("binary.txt", bytes(range(256)) * 40),
        ("talk.pages", b"Interviewer: Hello?\n"),
        ("old.doc", b"\xd0\xcf\x11\xe0"),
        ("no_suffix", b"Interviewer: Hello?\n"),
        ("headers.vtt", b"WEBVTT\n"),
    ],
)
def test_bad_transcript(qcode: Qcode, study: Path, name: str, content: object) -> None:
    Path(name).write_bytes(content() if callable(content) else content)  # type: ignore[arg-type]
    for command in (("run", "codebook.yaml", name, "-o", "results"), ("read", name)):
        result = qcode(*command)

        assert result.exit_code == 1
        assert result.stdout == ""
        assert f"{name}: " in result.stderr or f"{name}:1: " in result.stderr
        assert not Path("results").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("missing.txt",), "missing.txt: no such file"),
        (("hollow",), "hollow: the folder holds no transcript"),
        (("talks", "--encoding", "klingon"), "there is no encoding 'klingon'"),
    ],
)
def test_bad_arguments(qcode: Qcode, study: Path, arguments: tuple[str, ...], message: str) -> None:
    Path("hollow").mkdir()
    result = qcode("run", "codebook.yaml", *arguments, "-o", "results")

    assert result.exit_code == 1
    assert message in result.stderr
    assert "  hint: " in result.stderr
    assert not Path("results").exists()


def test_two_transcripts_of_one_name(qcode: Qcode, study: Path) -> None:
    Path("talks/more").mkdir()
    Path("talks/more/grandmother.md").write_text("Grandmother: Hello.\n", encoding="utf-8")
    result = qcode("run", "codebook.yaml", "talks", "-o", "results")

    assert result.exit_code == 1
    assert result.stderr.count("has the same transcript name 'grandmother'") == 2
    assert "村干部" in result.stdout


def test_fifty_megabytes_on_one_line(qcode: Qcode, study: Path) -> None:
    Path("long.txt").write_bytes(b"word " * 10_000_000)
    result = qcode("read", "long.txt")

    assert result.exit_code in (0, 1)
    assert "10,000,000 words" in result.stdout or "long.txt:" in result.stderr


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        (("codebook: tiny", "title: tiny"), ["codebook.yaml:1", "'codebook'"]),
        (("- id: care", "- id: photo_proof"), ["codebook.yaml:17", "already used on line 8"]),
        (("unless: album", "unles: album"), ["codebook.yaml:16", "did you mean 'unless'"]),
        (("care ~2 $kids", "care ~2 $kidz"), ["codebook.yaml:20", "did you mean"]),
        (("care ~2 $kids", "a*a*a*"), ["codebook.yaml:20", "hint"]),
        (("find: care ~2 $kids", "regex: '(?=a)b'"), ["codebook.yaml:20", "hint"]),
    ],
)
def test_bad_codebook(
    qcode: Qcode, study: Path, change: tuple[str, str], messages: list[str]
) -> None:
    Path("codebook.yaml").write_text(CODEBOOK.replace(*change), encoding="utf-8")
    for command in (("run", "codebook.yaml", "talks", "-o", "results"), ("check", "codebook.yaml")):
        result = qcode(*command)

        assert result.exit_code == 1
        assert result.stdout == ""
        assert not Path("results").exists()
        for message in messages:
            assert message in result.stderr


def test_all_problems_of_a_codebook_at_once(qcode: Qcode, study: Path) -> None:
    text = CODEBOOK.replace("unless", "unles").replace("- id: care", "- id: photo_proof")
    Path("codebook.yaml").write_text(text, encoding="utf-8")

    problems = [
        line for line in qcode("check", "codebook.yaml").stderr.splitlines() if line[0] != " "
    ]
    assert [line.split(":")[1] for line in problems] == ["16", "17"]


def test_a_regex_made_to_hang_does_not(qcode: Qcode, study: Path) -> None:
    text = CODEBOOK.replace("find: care ~2 $kids", "regex: '(a+)+b'")
    Path("codebook.yaml").write_text(text, encoding="utf-8")
    Path("talks/a.txt").write_text("Father: " + "a" * 50_000 + "\n", encoding="utf-8")

    assert qcode("run", "codebook.yaml", "talks", "-o", "results").exit_code == 0


@pytest.mark.parametrize("output", ["codebook.yaml", "codebook.yaml/results"])
def test_an_output_folder_that_cannot_be(qcode: Qcode, study: Path, output: str) -> None:
    result = qcode("run", "codebook.yaml", "talks", "-o", output)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("error: ")
    assert "hint: " in result.stderr
