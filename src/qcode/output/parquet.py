"""Tables as Parquet, for R, pandas and databases; needs the extra `parquet`."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pandas as pd

from qcode.errors import OutputError
from qcode.output.about import About
from qcode.output.csv import named_columns


def check_parquet() -> None:
    """Check that Parquet can be written here.

    Raises:
        OutputError: pyarrow is not installed, or does not fit the other packages.
    """
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        hint = "install it: python -m pip install 'qcode-qda[parquet]', or write .csv"
        why = "" if isinstance(error, ModuleNotFoundError) else f": {error}"
        raise OutputError(
            f"writing .parquet needs the package pyarrow{why}\n  hint: {hint}"
        ) from None


def encode_parquet(table: pd.DataFrame, about: About | None, title: str) -> bytes:
    """The bytes of a Parquet file; `about` stands beside it.

    Raises:
        OutputError: pyarrow is not installed.
    """
    check_parquet()
    import pyarrow as pa
    import pyarrow.parquet as pq

    heads, columns = named_columns(table)
    arrays = [pa.array(_clean(column), from_pandas=True) for column in columns]
    target = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, names=heads), target)
    return target.getvalue()


def is_earlier_parquet(there: bytes, heads: Sequence[str]) -> bool:
    """Whether these are the bytes of a Parquet file with these columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return list(pq.read_schema(io.BytesIO(there)).names) == list(heads)
    except (pa.ArrowException, OSError):
        return False


def _clean(column: Sequence[object]) -> list[object]:
    return [
        cell.encode("utf-8", errors="backslashreplace").decode() if isinstance(cell, str) else cell
        for cell in column
    ]
