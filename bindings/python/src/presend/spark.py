"""The same on the data frames of a Spark cluster that you have: `df.mapInArrow` in bounded batches, no engine of ours.

A bad file is a row with a reason, never a dead job. Rows are those of `presend.tables`; progress is Spark's own.
The interpreter that `PYSPARK_PYTHON` names on every machine must have this package.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from presend.columns import HASHES, SCANS, batched, hash_row, scan_row
from presend.errors import BadHashes
from presend.limits import Limits
from presend.near import NearIndex, packed
from presend.scanner import Scanner
from presend.sets import KnownSet

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    Batches = Iterable[pa.RecordBatch]

# More rows than this with the bytes of a file in each do not fit into a worker.
MOST_RECORDS = 1000
_RECORDS = "spark.sql.execution.arrow.maxRecordsPerBatch"


def hash_files(df: DataFrame, *, path: str = "path", content: str | None = None, limits: Limits | None = None) -> DataFrame:
    """Fingerprints: a row of `presend.tables.HASHES` for each row.

    `path` names the column with the path, `content` the one with the bytes, as Spark's source `binaryFile` has it;
    without it each worker opens the path itself. With `content` the setting `spark.sql.execution.arrow.maxRecordsPerBatch`
    must be at most 1000, or this is a `ValueError`: 200 is a good value.
    """
    bounds = limits

    def work(batches: Batches) -> Batches:
        rows = (hash_row(name, given, bounds) for name, given in _given(batches, path, content))
        return batched(rows, HASHES)

    return _mapped(df, path, content, work, HASHES)


def scan_files(
    df: DataFrame,
    known: KnownSet | Sequence[KnownSet],
    *,
    path: str = "path",
    content: str | None = None,
    now: float | None = None,
    **options: Any,
) -> DataFrame:
    """Scans: a row of `presend.tables.SCANS` for each row. `options` are those of `presend.Scanner`.

    Sets travel by what made them: `KnownSet.verified(bytes, pins)` goes to the workers whole, one made of a path needs
    the file on every machine. `now` is in seconds since 1970, by default the clock of the machine that asks.
    """
    sets = [known] if isinstance(known, KnownSet) else list(known)
    recipe = pickle.dumps(Scanner(sets, **options))

    def work(batches: Batches) -> Batches:
        scanner = _scanner(recipe)
        rows = (scan_row(name, given, scanner, now) for name, given in _given(batches, path, content))
        return batched(rows, SCANS)

    return _mapped(df, path, content, work, SCANS)


def nearest(
    left: DataFrame, right: DataFrame, max_bits: int = 31, *, id: str = "path", hash: str = "pdq", most: int | None = None
) -> DataFrame:
    """Every pair of a row of `left` and a row of `right` whose hashes differ in at most `max_bits`.

    Columns of the answer: `left` and `right` (the two ids), `bits`, and `error` for a hash that is none. Rows without a
    hash have no neighbours. With `most`, only so many of each left row, the nearest first. Exact, by blocking on bands:
    see `presend.NearIndex`. The hashes of `right` go to every worker: 32 bytes, an id and about 100 bytes of memory each.
    """
    if not 0 <= max_bits <= 256:
        raise ValueError("max_bits is 0 to 256")
    table = right.select(id, hash).dropna(subset=[hash]).toArrow()
    ids, hashes = table.column(0).combine_chunks(), packed(table.column(1).to_pylist())
    recipe = pickle.dumps((ids, hashes))
    schema = pa.schema(
        [("left", _id_type(left, id)), ("right", ids.type), ("bits", pa.int32()), ("error", pa.string())]
    )

    def work(batches: Batches) -> Batches:
        return batched(_pairs(batches, _index(recipe), max_bits, most), schema)

    return left.select(id, hash).mapInArrow(work, ddl(schema))


def ddl(schema: pa.Schema) -> str:
    """A schema as Spark writes it."""
    return ", ".join(f"`{field.name}` {_ddl(field.type)}" for field in schema)


def _ddl(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"array<{_ddl(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'`{one.name}`: {_ddl(one.type)}' for one in kind)}>"
    names = {"string": "string", "int32": "int", "int64": "bigint", "bool": "boolean", "binary": "binary", "double": "double"}
    return names[str(kind).removeprefix("large_")]


def _id_type(df: DataFrame, id: str) -> pa.DataType:
    return df.select(id).limit(0).toArrow().schema.field(0).type


def _mapped(df: DataFrame, path: str, content: str | None, work: Callable[[Batches], Batches], schema: pa.Schema) -> DataFrame:
    if content is None:
        return df.select(path).mapInArrow(work, ddl(schema))
    records = int(df.sparkSession.conf.get(_RECORDS) or 0)
    if not 0 < records <= MOST_RECORDS:
        raise ValueError(f"{_RECORDS} is {records}: with the bytes of files in each row it must be 1 to {MOST_RECORDS}, 200 say")
    return df.select(path, content).mapInArrow(work, ddl(schema))


def _given(batches: Batches, path: str, content: str | None) -> Iterator[tuple[str, Any]]:
    """Each path, and what is looked at: the bytes, or the path."""
    for batch in batches:
        for place, name in enumerate(batch.column(path).to_pylist()):
            given = name.removeprefix("file:") if name and content is None else name
            if content is not None:
                given = batch.column(content)[place].as_py()
            yield name, given


def _pairs(
    batches: Batches, index: tuple[pa.Array, NearIndex], max_bits: int, most: int | None
) -> Iterator[dict[str, Any]]:
    ids, near = index
    nothing = {"right": None, "bits": None, "error": None}
    for batch in batches:
        asked: list[tuple[Any, bytes]] = []
        for left, hash in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True):
            if hash is None:
                continue
            try:
                asked.append((left, packed([hash])))
            except BadHashes:
                yield {**nothing, "left": left, "error": BadHashes.__name__}
        for pair in near.within(b"".join(hash for _, hash in asked), max_bits, most):
            right = ids[pair.entry].as_py()
            yield {**nothing, "left": asked[pair.query][0], "right": right, "bits": pair.bits}


@lru_cache(maxsize=4)
def _scanner(recipe: bytes) -> Scanner:
    """Of a worker, which keeps it for its other tasks."""
    made: Scanner = pickle.loads(recipe)
    return made


@lru_cache(maxsize=2)
def _index(recipe: bytes) -> tuple[pa.Array, NearIndex]:
    ids, hashes = pickle.loads(recipe)
    return ids, NearIndex(hashes)
