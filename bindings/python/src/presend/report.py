"""The facts of a scan."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import presend._native.presend_python as native
from presend.closed import Edit, Evidence, LentFault, Orientation, OutcomeKind, of_native
from presend.undecided import Undecided


@dataclass(frozen=True)
class Outcome:
    """What a scan came to; of `undecided`, why."""

    kind: OutcomeKind
    undecided: Undecided | None = None

    def __str__(self) -> str:
        return str(self.kind)


@dataclass(frozen=True)
class SetRef:
    """A set as a report names it. `verified` is False for a plain list, whose version is 0."""

    name: str
    version: int
    verified: bool


@dataclass(frozen=True)
class Turned:
    """The picture as seen, turned so."""

    orientation: Orientation


@dataclass(frozen=True)
class OverBlack:
    """A transparent picture over black."""


@dataclass(frozen=True)
class Edited:
    """What is left if an edit is undone."""

    edit: Edit


@dataclass(frozen=True)
class PictureWindow:
    """Where in a picture something was found, as it is seen: in thousandths of its width and height.

    It may reach outside, and is turned clockwise about its middle, by tenths of a degree.
    """

    left_permille: int
    top_permille: int
    width_permille: int
    height_permille: int
    turned_decidegrees: int


@dataclass(frozen=True)
class Finding:
    """One fact. Distances are in bits, 0 to 256; the quality is PDQ's, 0 to 100; `time_ms` from the start.

    `window` says where in the picture it is, if an edit was undone; None if it is all of it.
    `token` is random and means nothing outside its report; `test` marks a harmless test entry.
    """

    set: SetRef
    evidence: Evidence
    distance_bits: int | None
    threshold_bits: int | None
    quality: int | None
    part: str
    frame: int | None
    time_ms: int | None
    variant: Turned | OverBlack | Edited | None
    window: PictureWindow | None
    token: bytes
    test: bool


@dataclass(frozen=True)
class LowQuality:
    """Too flat or blurred for a perceptual hash."""

    def __str__(self) -> str:
        return "low_quality"


@dataclass(frozen=True)
class PartSkipped:
    """A part that was not fully looked at, and why.

    `codec` says how the frames of a video are coded that are of an unsupported format, `av1` say, if the decoder says it.
    """

    part: str
    reason: Undecided | LowQuality
    codec: str | None = None


@dataclass(frozen=True)
class NotCompared:
    """Rows of a lent hash that a part was not compared with; `part` is empty if the reason holds for all parts."""

    hash: str
    part: str
    reason: LentFault


@dataclass(frozen=True)
class Timing:
    """Microseconds of each stage."""

    read_us: int
    decode_us: int
    hash_us: int
    lookup_us: int
    total_us: int


@dataclass(frozen=True)
class ScanReport:
    """Everything found, strongest first, and what was looked at.

    `cleared` counts findings that an exclusion list took away, `parts_seen` pictures and frames that were hashed.
    `not_compared` names hashes of the sets whose code nobody lends here: the outcome says nothing about these.
    """

    outcome: Outcome
    findings: tuple[Finding, ...]
    cleared: int
    parts_seen: int
    parts_skipped: tuple[PartSkipped, ...]
    not_applicable: bool
    not_compared: tuple[NotCompared, ...]
    sets: tuple[SetRef, ...]
    kind: str | None
    timing: Timing | None


def lifted(report: Any) -> ScanReport:
    """Of the library's own."""
    timing, coverage = report.timing, report.coverage
    return ScanReport(
        outcome=outcome(report.outcome),
        findings=tuple(_finding(one) for one in report.findings),
        cleared=report.cleared,
        parts_seen=coverage.parts_seen,
        parts_skipped=tuple(PartSkipped(one.part, _skipped(one.reason), one.codec) for one in coverage.parts_skipped),
        not_applicable=coverage.not_applicable,
        not_compared=not_compared(coverage.not_compared),
        sets=tuple(set_ref(one) for one in report.sets),
        kind=report.kind,
        timing=None
        if timing is None
        else Timing(timing.read_us, timing.decode_us, timing.hash_us, timing.lookup_us, timing.total_us),
    )


def outcome(given: Any) -> Outcome:
    """Of the library's own."""
    for kind in OutcomeKind:
        if isinstance(given, getattr(native.Outcome, kind.name)):
            return Outcome(kind, Undecided.lifted(given.reason) if kind is OutcomeKind.UNDECIDED else None)
    raise ValueError(f"an outcome that this module does not know: {given!r}")


def set_ref(given: Any) -> SetRef:
    """Of the library's own."""
    return SetRef(given.name, given.version, given.verified)


def _finding(given: Any) -> Finding:
    return Finding(
        set=set_ref(given.set),
        evidence=of_native(Evidence, given.evidence),
        distance_bits=given.distance_bits,
        threshold_bits=given.threshold_bits,
        quality=given.quality,
        part=given.part,
        frame=given.frame,
        time_ms=given.time_ms,
        variant=_variant(given.variant),
        window=_window(given.window),
        token=bytes(given.token),
        test=given.test,
    )


def not_compared(given: Any) -> tuple[NotCompared, ...]:
    """Of the library's own."""
    return tuple(NotCompared(one.hash, one.part, of_native(LentFault, one.reason)) for one in given)


def _skipped(given: Any) -> Undecided | LowQuality:
    if given.is_UNDECIDED():
        return Undecided.of_native(given.reason)
    if given.is_LOW_QUALITY():
        return LowQuality()
    raise ValueError(f"a reason to skip that this module does not know: {given!r}")


def _window(given: Any) -> PictureWindow | None:
    if given is None:
        return None
    return PictureWindow(**{field.name: getattr(given, field.name) for field in fields(PictureWindow)})


def _variant(given: Any) -> Turned | OverBlack | Edited | None:
    if given is None:
        return None
    if given.is_TURNED():
        return Turned(of_native(Orientation, given.orientation))
    if given.is_OVER_BLACK():
        return OverBlack()
    if given.is_EDITED():
        return Edited(of_native(Edit, given.edit))
    raise ValueError(f"a variant that this module does not know: {given!r}")
