"""What the heads of a table's columns say, in several languages."""

# A Han character counts as two columns.
# ruff: noqa: E501

from __future__ import annotations

import re

from qcode.reading.names import unaccented

_HEADS = {
    "text": "text content words transcript transcription transcripttext utterance speech sentence "
    "message quote body answer response inhalt wortlaut aussage ausserung beitrag transkript "
    "transkription antwort texte contenu propos parole paroles reponse texto contenido transcripcion "
    "respuesta tekst inhoud uitspraak transcriptie antwoord 内容 文本 文字 话语 话 发言 发言内容 说话内容 "
    "回答 转写 转写文本 原文 字幕 对话 对白 台词 內容 發言 發言內容 轉寫 逐字稿 對話 對白",
    "speaker": "speaker name who role participant respondent interviewee voice person actor "
    "speakername speakerlabel speakerid label sprecher sprecherin rolle locuteur locutrice "
    "intervenant intervenante nom hablante orador oradora nombre persona interviniente spreker naam "
    "persoon 说话人 发言人 讲话人 姓名 角色 人物 受访者 说话者 发言者 身份 說話人 發言人 講話人 說話者 發言者 受訪者",
    "question": "question frage pregunta vraag prompt 问题 提问 問題 提問",
    "start": "start from begin starttime startms begintime timein anfang beginn von debut inicio "
    "comienzo 开始 起始 开始时间 起始时间 開始 開始時間 起始時間",
    "end": "end to stop endtime endms finish timeout ende bis fin final eind einde 结束 结束时间 终止 "
    "終止 結束 結束時間",
    "time": "time timestamp timecode timespan tc zeit zeitstempel zeitmarke temps heure horodatage tiempo hora "
    "tijd tijdstip 时间 时间戳 時間 時間碼 时间码",
    "number": "no nr # id line row turn index zeile nummer numero ligne linea regel 序号 编号 行号 序號 編號",
}
"""Heads of columns, folded and without accents, by what the column holds."""
_UNIT = re.compile(r"[\s_\-]*(?:\(.*\)|（.*）|\[.*\]|\b(?:ms|s|sec|seconds?))$")
_GAPS = re.compile(r"[\s_\-.:：]+")
_LONGEST = 100


def _folded(head: str) -> str:
    return _GAPS.sub("", unaccented(head))


_PART_OF = {_folded(head): part for part, heads in _HEADS.items() for head in heads.split()}


def part_of(head: str) -> str:
    """What a column with this head holds: text, speaker, question, start, end, time, number; ""."""
    head = head[:_LONGEST].strip()
    return _PART_OF.get(_folded(head)) or _PART_OF.get(_folded(_UNIT.sub("", head)), "")
