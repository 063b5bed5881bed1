"""The control words of Rich Text Format that matter for words."""

from __future__ import annotations

CHARACTERS = {
    "line": "\n",
    "page": "\n",
    "softline": "\n",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
PARAGRAPH_ENDS = {
    "par": "par",
    "sect": "par",
    "cell": "cell",
    "row": "row",
    "nestcell": "nested",
    "nestrow": "nested",
}
NOTES = {"footnote": "a footnote", "annotation": "a comment"}
"""Set aside, with the reason."""
PROPERTIES = {
    "title": "title",
    "subject": "subject",
    "keywords": "keywords",
    "category": "category",
    "author": "author",
}
"""Words of `\\info` and our names."""
NO_WORDS = frozenset(
    "annotation atnauthor atndate atnid atnparent atnref atntime atrfend atrfstart background "
    "bkmkend bkmkstart buptim colortbl comment company creatim datafield doccomm docvar falt "
    "fldinst fldtype filetbl fontemb fontfile footer footerf footerl footerr footnote formfield "
    "ftncn ftnsep ftnsepc generator header headerf headerl headerr hlinkbase keycode keywords "
    "latentstyles list listlevel listname listoverride listoverridetable listpicture listtable "
    "listtext manager nonesttables objalias objclass objdata objname objsect objtime oldcprops "
    "operator password pict pn pnseclvl pntext pntxta pntxtb printim private propname protusertbl "
    "revtbl revtim rsidtbl rxe shp shpgrp shppict shprslt staticval stylesheet subject tc template "
    "themedata title txe upr userprops wgrffmtfilter windowcaption xe xmlnstbl".split()
)
"""Destinations whose words nobody said."""
CODE_PAGES = {
    77: "mac_roman",
    78: "shift_jis",
    79: "big5",
    80: "euc_kr",
    83: "mac_greek",
    84: "mac_cyrillic",
    85: "gb2312",
    86: "mac_romanian",
    89: "mac_latin2",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""Character set of a font to code page; those of Windows' own (0, 1) are the file's."""
