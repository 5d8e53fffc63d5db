"""The columns of what is found of files, and a row of each: the same in Parquet, CSV and Spark."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

import pyarrow as pa

from presend.closed import Reason
from presend.hashes import Content, Digests, Fingerprints, Picture, hash
from presend.inputs import Input
from presend.limits import Limits
from presend.report import Edited, Finding, NotCompared, OverBlack, PartSkipped, PictureWindow, Turned
from presend.scanner import Scanner
from presend.undecided import Undecided

_TEXT, _INT, _LONG, _BOOL = pa.string(), pa.int32(), pa.int64(), pa.bool_()
_REASON = pa.struct([("reason", _TEXT), ("limit", _TEXT)])
_DIGESTS = [("blake3", _TEXT), ("sha256", _TEXT), ("sha1", _TEXT), ("md5", _TEXT)]

PICTURE = [
    ("part", _TEXT),
    ("frame", _INT),
    ("time_ms", _LONG),
    ("width", _INT),
    ("height", _INT),
    ("pdq", _TEXT),
    ("pdq_quality", _INT),
    ("pdq512", _TEXT),
    ("pdq512_quality", _INT),
]
_CONTENT = [("part", _TEXT), ("kind", _TEXT), ("bytes", _LONG), *_DIGESTS, ("undecided", _REASON)]
_FINDING = [
    ("set", _TEXT),
    ("version", _LONG),
    ("verified", _BOOL),
    ("evidence", _TEXT),
    ("distance_bits", _INT),
    ("threshold_bits", _INT),
    ("quality", _INT),
    ("part", _TEXT),
    ("frame", _INT),
    ("time_ms", _LONG),
    ("variant", _TEXT),
    ("window", pa.struct([(field.name, _INT) for field in fields(PictureWindow)])),
    ("test", _BOOL),
]

# Of presend.hash: a row a file. `error` says why the file could not be opened; `undecided` why something is missing.
HASHES = pa.schema(
    [
        ("path", _TEXT),
        ("error", _TEXT),
        ("kind", _TEXT),
        ("bytes", _LONG),
        *_DIGESTS,
        ("pictures", pa.list_(pa.struct(PICTURE))),
        ("contents", pa.list_(pa.struct(_CONTENT))),
        ("undecided", _REASON),
    ]
)

# Of a scan: a row a file. Of a file that could not be opened the outcome is `undecided`, as `unreadable`.
SCANS = pa.schema(
    [
        ("path", _TEXT),
        ("error", _TEXT),
        ("outcome", _TEXT),
        ("undecided", _REASON),
        ("decision", _TEXT),
        ("kind", _TEXT),
        ("findings", pa.list_(pa.struct(_FINDING))),
        ("cleared", _INT),
        ("parts_seen", _INT),
        ("parts_skipped", pa.list_(pa.struct([("part", _TEXT), ("reason", _TEXT), ("codec", _TEXT)]))),
        ("not_applicable", _BOOL),
        ("not_compared", pa.list_(pa.struct([("hash", _TEXT), ("part", _TEXT), ("reason", _TEXT)]))),
    ]
)


# Rows of a batch: what is held in memory at once.
_ROWS = 200


def batched(rows: Iterable[dict[str, Any]], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Rows in batches of 200; the last one may have none."""
    held: list[dict[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == _ROWS:
            yield pa.RecordBatch.from_pylist(held, schema=schema)
            held = []
    yield pa.RecordBatch.from_pylist(held, schema=schema)


def hash_row(path: str, given: Input, limits: Limits | None) -> dict[str, Any]:
    """The row of a file. Nothing that a file does ends in an exception."""
    row: dict[str, Any] = dict.fromkeys(HASHES.names)
    row |= {"path": path, "pictures": [], "contents": []}
    try:
        found = hash(given, limits=limits)
    except Exception as error:
        return row | {"error": _why(error), "undecided": _reason(Undecided(Reason.UNREADABLE))}
    return row | _hashed(found)


def scan_row(path: str, given: Input, scanner: Scanner, now: float | None) -> dict[str, Any]:
    """The same of a scan."""
    why = None
    try:
        checked = scanner.scan(given, now=now)
    except Exception as error:
        why, checked = _why(error), scanner.unreadable(now=now)
    report = checked.report
    return {
        "path": path,
        "error": why,
        "outcome": str(report.outcome),
        "undecided": _reason(report.outcome.undecided),
        "decision": str(checked.decision.action),
        "kind": report.kind,
        "findings": [_finding(one) for one in report.findings],
        "cleared": report.cleared,
        "parts_seen": report.parts_seen,
        "parts_skipped": [_skipped(one) for one in report.parts_skipped],
        "not_applicable": report.not_applicable,
        "not_compared": [_not_compared(one) for one in report.not_compared],
    }


def _why(error: Exception) -> str:
    """The system's name of what is wrong, or the name of the exception: never a path."""
    number = error.errno if isinstance(error, OSError) else None
    return errno.errorcode.get(number or 0, type(error).__name__)


def _reason(undecided: Undecided | None) -> dict[str, str | None] | None:
    return None if undecided is None else {"reason": str(undecided.reason), "limit": undecided.limit}


def _digests(digests: Digests) -> dict[str, str | None]:
    return {"blake3": digests.blake3, "sha256": digests.sha256, "sha1": digests.sha1, "md5": digests.md5}


def _hashed(found: Fingerprints) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "bytes": found.length,
        **_digests(found.digests),
        "pictures": [_picture(one) for one in found.pictures],
        "contents": [_content(one) for one in found.contents],
        "undecided": _reason(found.undecided),
    }


def _picture(one: Picture) -> dict[str, Any]:
    values = (one.part, one.frame, one.time_ms, one.width, one.height)
    hashes = (one.pdq.hex, one.pdq.quality, one.pdq512.hex, one.pdq512.quality)
    return dict(zip((name for name, _ in PICTURE), values + hashes, strict=True))


def _content(one: Content) -> dict[str, Any]:
    facts = {"part": one.part, "kind": one.kind, "bytes": one.length, "undecided": _reason(one.undecided)}
    return facts | _digests(one.digests)


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "set": one.set.name,
        "version": one.set.version,
        "verified": one.set.verified,
        "evidence": str(one.evidence),
        "distance_bits": one.distance_bits,
        "threshold_bits": one.threshold_bits,
        "quality": one.quality,
        "part": one.part,
        "frame": one.frame,
        "time_ms": one.time_ms,
        "variant": _variant(one.variant),
        "window": None if one.window is None else asdict(one.window),
        "test": one.test,
    }


def _variant(variant: Turned | OverBlack | Edited | None) -> str | None:
    if isinstance(variant, Turned):
        return str(variant.orientation)
    if isinstance(variant, Edited):
        return str(variant.edit)
    return None if variant is None else "over_black"


def _skipped(one: PartSkipped) -> dict[str, str | None]:
    reason = one.reason.reason if isinstance(one.reason, Undecided) else one.reason
    return {"part": one.part, "reason": str(reason), "codec": one.codec}


def _not_compared(one: NotCompared) -> dict[str, str]:
    return {"hash": one.hash, "part": one.part, "reason": str(one.reason)}
