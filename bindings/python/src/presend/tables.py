"""Files of columns: Parquet and CSV, in and out, by pyarrow.

    >>> from presend import tables
    >>> tables.write(tables.hash_files(["a.jpg", "b.jpg"]), "hashes.parquet")      # doctest: +SKIP
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from presend.columns import HASHES, PICTURE, SCANS, batched, hash_row, scan_row
from presend.limits import Limits
from presend.scanner import Scanner
from presend.sets import KnownSet

__all__ = ["HASHES", "SCANS", "hash_files", "known_set", "pictures", "read", "scan_files", "write"]

# The columns that are values of a list, and how a list names their kind.
_VALUES = {"pdq": "pdq", "pdq512": "pdq512", "blake3": "blake3", "sha256": "sha256", "sha1": "sha1", "md5": "md5"}


def hash_files(paths: Iterable[str | os.PathLike[str]], limits: Limits | None = None) -> Iterator[pa.RecordBatch]:
    """Batches of `HASHES`, a row a file in the order given. A file that cannot be opened is a row with an `error`."""
    rows = (hash_row(os.fspath(path), path, limits) for path in paths)
    return batched(rows, HASHES)


def scan_files(
    paths: Iterable[str | os.PathLike[str]], scanner: Scanner, now: float | None = None
) -> Iterator[pa.RecordBatch]:
    """Batches of `SCANS`, a row a file in the order given."""
    rows = (scan_row(os.fspath(path), path, scanner, now) for path in paths)
    return batched(rows, SCANS)


def pictures(table: pa.Table | pa.RecordBatch) -> pa.Table:
    """A row a picture of a table of `HASHES`: the path, and what is known of the picture. This fits into CSV."""
    names = [name for name, _ in PICTURE]
    columns: dict[str, list[object]] = {"path": [], **{name: [] for name in names}}
    for path, found in zip(table["path"].to_pylist(), table["pictures"].to_pylist(), strict=True):
        for picture in found or []:
            columns["path"].append(path)
            for name in names:
                columns[name].append(picture[name])
    return pa.table(columns, schema=pa.schema([("path", pa.string()), *PICTURE]))


def write(batches: Iterable[pa.RecordBatch] | pa.Table, path: str | os.PathLike[str]) -> int:
    """Writes `.parquet`, or `.csv` if no column is a list. Batches are written as they come; gives the number of rows."""
    given = iter(batches.to_batches() if isinstance(batches, pa.Table) else batches)
    first = next(given, None)
    if first is None:
        raise ValueError("nothing to write: a file of columns needs their names")
    kinds = {".parquet": pa.parquet.ParquetWriter, ".csv": pa.csv.CSVWriter}
    kind = Path(path).suffix
    if kind not in kinds:
        raise ValueError(f".parquet or .csv, not {kind or 'a name without an ending'}")
    if kind == ".csv" and any(pa.types.is_nested(field.type) for field in first.schema):
        raise ValueError("CSV has no lists: write `tables.pictures(table)`, or Parquet")
    rows = 0
    with kinds[kind](os.fspath(path), first.schema) as writer:
        for batch in chain([first], given):
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def read(path: str | os.PathLike[str]) -> pa.Table:
    """Reads `.parquet` or `.csv`. Of CSV every column of hashes and names is text, also one of digits alone."""
    kind = Path(path).suffix
    if kind == ".parquet":
        return pa.parquet.read_table(os.fspath(path))
    if kind != ".csv":
        raise ValueError(f".parquet or .csv, not {kind or 'a name without an ending'}")
    texts = {name: pa.string() for name in ("path", "part", *_VALUES)}
    options = pa.csv.ConvertOptions(column_types=texts, strings_can_be_null=True, quoted_strings_can_be_null=False)
    return pa.csv.read_csv(os.fspath(path), convert_options=options)


def known_set(name: str, table: pa.Table) -> KnownSet:
    """A plain list of every value in the columns `pdq`, `pdq512`, `blake3`, `sha256`, `sha1` and `md5`; nulls are left out.

    Values of one row are one entry. Raises `BadList` with the row, as a line counted from 1, for what is no value.
    """
    present = [column for column in _VALUES if column in table.column_names]
    if not present:
        raise ValueError(f"none of the columns {', '.join(_VALUES)}")
    lines = []
    for row in table.select(present).to_pylist():
        lines.append(" ".join(f"{_VALUES[column]}:{row[column]}" for column in present if row[column] is not None))
    return KnownSet.from_list(name, "\n".join(lines))
