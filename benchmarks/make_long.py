"""Make ten hours of talk in every format: 100,000 English words and 200,000 Chinese characters.

usage: python benchmarks/make_long.py DIR

PDF is printed by LibreOffice (`soffice`) and Chromium (`chromium`), each where it is installed.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import random
import shutil
import subprocess
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

Turns = list[tuple[float, str, str]]
ENGLISH, CHINESE, HOURS = 100_000, 200_000, 10
SYLLABLES = "ma ren to li so va ne ki der an ost ber lan the of in we go ing ed".split()


def turns(language: str) -> Turns:
    """Time, speaker and words of each turn; an answer is ten times as long as a question."""
    rng = random.Random(7)
    is_english = language == "en"
    names = ("Interviewer", "Mara Lindt") if is_english else ("采访者", "王老师")
    most = ENGLISH if is_english else CHINESE
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(8000)]
    everyday = b"".join(bytes((a, b)) for a in range(0xB0, 0xD7) for b in range(0xA1, 0xFF))
    characters = list(everyday.decode("gb2312"))
    found, count = [], 0
    while count < most:
        size = rng.randint(8, 25) if len(found) % 2 == 0 else rng.randint(80, 250)
        size = min(size, most - count)
        if is_english:
            said = " ".join(rng.choices(words, k=size)) + "."
        else:
            said = "，".join(textwrap.wrap("".join(rng.choices(characters, k=size)), 12)) + "。"
        found.append((count / most * HOURS * 3600, names[len(found) % 2], said))
        count += size
    return found


def clock(seconds: float, mark: str = ".") -> str:
    whole, part = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{mark}{part:03}"


def cues(talk: Turns) -> Iterator[tuple[float, float, str, str]]:
    """Start, end, speaker and words of about three seconds each."""
    for (start, name, said), (end, _, _) in zip(
        talk, [*talk[1:], (HOURS * 3600, "", "")], strict=True
    ):
        parts = textwrap.wrap(said, 50 if said.isascii() else 20)
        step = (end - start) / len(parts)
        for i, part in enumerate(parts):
            yield start + i * step, start + (i + 1) * step, name, part


def txt(talk: Turns) -> bytes:
    return "\n\n".join(f"{name}: {said}" for _, name, said in talk).encode()


def wrapped(talk: Turns) -> bytes:
    rows = [textwrap.fill(f"{n}: {said}", 72 if said.isascii() else 36) for _, n, said in talk]
    return "\n\n".join(rows).encode()


def gb18030(talk: Turns) -> bytes:
    return txt(talk).decode().encode("gb18030")


def docx(talk: Turns) -> bytes:
    from docx import Document

    document, out = Document(), io.BytesIO()
    for at, name, said in talk:
        document.add_paragraph(f"[{clock(at)}] {name}：\n{said}")
    document.save(out)
    return out.getvalue()


def odt(talk: Turns) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    blocks = "".join(f"<t:p>{n}: <t:span>{html.escape(said)}</t:span></t:p>" for _, n, said in talk)
    content = (
        f"<o:document xmlns:o='{office}:office:1.0' xmlns:t='{office}:text:1.0'><o:body><o:text>"
        f"{blocks}</o:text></o:body></o:document>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", content)
    return out.getvalue()


def rtf(talk: Turns) -> bytes:
    def escaped(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)

    body = "\\par\n".join(f"{{\\b {escaped(n)}:}} {escaped(said)}" for _, n, said in talk)
    return f"{{\\rtf1\\ansi\\uc1 {body}}}".encode("ascii")


def page(talk: Turns) -> bytes:
    blocks = "\n".join(f"<p><b>{name}:</b> {html.escape(said)}</p>" for _, name, said in talk)
    return f"<html><head><meta charset='utf-8'></head><body>{blocks}</body></html>".encode()


def rows(talk: Turns) -> list[list[str]]:
    found = [["start", "end", "speaker", "text"]]
    found += [[f"{start:.3f}", f"{end:.3f}", n, said] for start, end, n, said in cues(talk)]
    return found


def csv(talk: Turns) -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows(talk)).encode()


def tsv(talk: Turns) -> bytes:
    return "\n".join("\t".join(row) for row in rows(talk)).encode()


def xlsx(talk: Turns) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for row in rows(talk):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def whisper(talk: Turns) -> bytes:
    """Segments with a time for each word, as Whisper writes them when asked."""
    segments = []
    for start, end, name, said in cues(talk):
        words = [{"word": w, "start": start, "end": end, "score": 0.9} for w in said.split()]
        segments.append({"start": start, "end": end, "text": said, "speaker": name, "words": words})
    return json.dumps({"segments": segments}, ensure_ascii=False).encode()


def otr(talk: Turns) -> bytes:
    stamp = '<span class="timestamp" data-timestamp="{}">{}</span>'
    blocks = [f"<p>{stamp.format(at, clock(at))}{n}: {said}<br></p>" for at, n, said in talk]
    return json.dumps({"text": "".join(blocks)}, ensure_ascii=False).encode()


def lrc(talk: Turns) -> bytes:
    found = [f"[{int(s) // 60:02}:{s % 60:05.2f}]{said}" for s, _, _, said in cues(talk)]
    return "\n".join(found).encode()


def textgrid(talk: Turns) -> bytes:
    names = [talk[0][1], talk[1][1]]
    out = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 36000\n'
    out += "tiers? <exists>\nsize = 2\nitem []:\n"
    for number, name in enumerate(names, 1):
        own = [cue for cue in cues(talk) if cue[2] == name]
        out += f'    item [{number}]:\n        class = "IntervalTier"\n        name = "{name}"\n'
        out += f"        xmin = 0\n        xmax = 36000\n        intervals: size = {len(own)}\n"
        for i, (start, end, _, said) in enumerate(own, 1):
            out += f"        intervals [{i}]:\n            xmin = {start}\n"
            out += f'            xmax = {end}\n            text = "{said}"\n'
    return out.encode()


def vtt(talk: Turns) -> bytes:
    return ("WEBVTT\n\n" + "\n\n".join(
        f"{clock(s)} --> {clock(e)}\n<v {n}>{said}" for s, e, n, said in cues(talk)
    )).encode()  # fmt: skip


def srt(talk: Turns) -> bytes:
    return "\n\n".join(
        f"{i}\n{clock(s, ',')} --> {clock(e, ',')}\n{n}: {said}"
        for i, (s, e, n, said) in enumerate(cues(talk), 1)
    ).encode()


MAKERS: dict[str, Callable[[Turns], bytes]] = {
    **{"txt": txt, "wrapped.txt": wrapped, "gb18030.txt": gb18030, "docx": docx, "odt": odt},
    **{"rtf": rtf, "html": page, "csv": csv, "tsv": tsv, "xlsx": xlsx, "json": whisper},
    **{"otr": otr, "lrc": lrc, "TextGrid": textgrid, "vtt": vtt, "srt": srt},
}


def print_pdf(folder: Path, language: str) -> None:
    source = folder / f"{language}.html"
    if soffice := shutil.which("soffice"):
        target = folder / f"{language}.writer.docx"
        shutil.copy(folder / f"{language}.docx", target)
        command = [soffice, "--headless", "--convert-to", "pdf", "--outdir", folder, target]
        subprocess.run(command, check=True, capture_output=True)
        target.unlink()
    if chromium := shutil.which("chromium"):
        target = folder / f"{language}.chromium.pdf"
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}"]
        command = [chromium, *flags, source.resolve().as_uri()]
        subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", type=Path)
    folder = parser.parse_args().directory
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("en", "zh"):
        talk = turns(language)
        for suffix, maker in MAKERS.items():
            (folder / f"{language}.{suffix}").write_bytes(maker(talk))
        print_pdf(folder, language)
