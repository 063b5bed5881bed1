"""What Word files of qcode share: fonts for Chinese, no time of writing, how they are known."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qcode.errors import OutputError
from qcode.output.archive import without_times
from qcode.output.files import refuse_another_file, replace_file

CHINESE_FONT = "SimSun"
"""Word has it wherever Chinese is written; other programs take their own instead."""


def new_document(kind: str) -> Any:
    """An empty python-docx document that says in its properties what it is."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document()
    document.core_properties.author = "qcode"
    document.core_properties.comments = ""
    document.core_properties.category = kind
    for style in document.styles:
        if style.type == 1:  # of paragraphs
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), CHINESE_FONT)
            fonts.attrib.pop(qn("w:eastAsiaTheme"), None)
    return document


def save_document(document: Any, path: Path, kind: str) -> None:
    """Write a document, the same bytes for the same words: whole or not at all.

    Raises:
        OutputError: it cannot be written there, or another file stands there than an earlier
            document of this kind.
    """
    if path.suffix.lower() != ".docx":
        raise OutputError(f"cannot write '{path}'\n  hint: name it {path.stem or 'talk'}.docx")
    refuse_another_file(path, _is_of(kind))
    target = io.BytesIO()
    document.save(target)
    replace_file(path, without_times(target.getvalue()))


def _is_of(kind: str) -> Callable[[bytes], bool]:
    def is_earlier(there: bytes) -> bool:
        import docx

        try:
            properties = docx.Document(io.BytesIO(there)).core_properties
        except Exception:  # noqa: BLE001  (whatever a broken or foreign archive raises: not ours)
            return False
        return (properties.author, properties.category) == ("qcode", kind)

    return is_earlier
