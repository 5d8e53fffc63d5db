"""Closed lists of the core, by the names that its JSON has. Each is a string: `Evidence.EXACT == "exact"`.

A value that the library has and this module lacks is a `ValueError`, never another value.
"""

from __future__ import annotations

import enum
from typing import Any, TypeVar

Closed = TypeVar("Closed", bound="ClosedList")


class ClosedList(str, enum.Enum):
    """Base of all lists here."""

    def __str__(self) -> str:
        return str(self.value)


def of_native(wanted: type[Closed], native: Any) -> Closed:
    """The member with the name of a native one."""
    return wanted(native.name.lower())


def to_native(native: Any, value: ClosedList | str) -> Any:
    """The native member with the name of one of ours."""
    return native[str(value).upper()]


class OutcomeKind(ClosedList):
    """What a scan came to."""

    CLEAN = "clean"
    MATCH = "match"
    NEAR = "near"
    UNDECIDED = "undecided"


class Reason(ClosedList):
    """Why something could not be finished."""

    UNSUPPORTED_FORMAT = "unsupported_format"
    UNOPENED_CONTAINER = "unopened_container"
    TRUNCATED = "truncated"
    CORRUPT = "corrupt"
    ENCRYPTED = "encrypted"
    OVER_LIMIT = "over_limit"
    CANCELLED = "cancelled"
    NO_USABLE_SET = "no_usable_set"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    CHANGED_WHILE_READING = "changed_while_reading"
    DECODER_FAILED = "decoder_failed"
    LENT_HASH_FAILED = "lent_hash_failed"


class LentFault(ClosedList):
    """Why rows of a hash that only an app has the code of were not compared."""

    NO_CODE_LENT = "no_code_lent"
    NO_INPUT = "no_input"
    TOO_FLAT = "too_flat"
    OTHER_LENGTH = "other_length"
    FAILED = "failed"
    PANICKED = "panicked"
    LATE = "late"
    WRONG_LENGTH = "wrong_length"


class Evidence(ClosedList):
    """How strong a finding is, weakest first."""

    BORDERLINE = "borderline"
    EDITED = "edited"
    PERCEPTUAL = "perceptual"
    EXACT_WEAK = "exact_weak"
    CORROBORATED = "corroborated"
    EXACT = "exact"


class Orientation(ClosedList):
    """What a viewer does to the pixels; also the order of the eight hashes of a picture."""

    UPRIGHT = "upright"
    ROTATE90 = "rotate90"
    ROTATE180 = "rotate180"
    ROTATE270 = "rotate270"
    MIRROR = "mirror"
    FLIP = "flip"
    TRANSPOSE = "transpose"
    TRANSVERSE = "transverse"


class Edit(ClosedList):
    """What may have been done to a picture, and was undone before it was compared."""

    INVERTED = "inverted"
    TRIMMED = "trimmed"
    RECTANGLE = "rectangle"
    STRAIGHTENED = "straightened"
    UNCROPPED = "uncropped"
    TILTED = "tilted"


class EditProfile(ClosedList):
    """Which edits are undone before a picture is compared."""

    NONE = "none"
    SMALL = "small"
    FULL = "full"


class PixelFormat(ClosedList):
    """How the bytes of a pixel are to be read. Alpha is not premultiplied."""

    GRAY8 = "gray8"
    RGB8 = "rgb8"
    RGBA8 = "rgba8"
    BGRA8 = "bgra8"
