"""Writes `docs/export.md` from the tables that `qcode export` writes: python docs/make_export.py"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from qcode.study.making import make_study
from qcode.study.study import open_study
from qcode.study.tidy import tidy_tables

PAGE = Path(__file__).with_name("export.md")
HEAD = """# A study as tables

`qcode export study.sqlite` writes the whole study into one SQLite file, `qcode export
study.parquet` into a folder with a Parquet file a table (`pip install 'qcode-qda[parquet]'`),
`qcode export study.csv` into a folder with a CSV file a table (`--excel` for Excel). In SQLite and
CSV two more tables, `about` and `about_columns`, say what is in the others. Places are code
points of the present text, counted from 0: in SQL, `substr(text, start + 1, "end" - start)`. The
same study gives the same file.

```sql
SELECT code, count(DISTINCT transcript) FROM codings WHERE side = 'for' GROUP BY code;
```

```r
db <- DBI::dbConnect(RSQLite::SQLite(), "study.sqlite")
codings <- DBI::dbReadTable(db, "codings")
```

This page is written by `docs/make_export.py`.
"""


def page() -> str:
    """The whole page: a section a table."""
    with TemporaryDirectory() as folder:
        make_study(Path(folder))
        tables = tidy_tables(open_study(folder), ())
    sections = []
    for each in tables:
        rows = [f"| `{head}` | {what} |" for head, what in each.columns]
        sections.append(
            "\n".join([f"## {each.name}", "", f"{each.what}.", "", "| | |", "| --- | --- |", *rows])
        )
    return "\n\n".join([HEAD.rstrip(), *sections]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
