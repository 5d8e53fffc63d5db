"""Fingerprints: what a file, or pixels, are known by."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import presend._native.presend_python as native
from presend.closed import Orientation
from presend.errors import named
from presend.inputs import Input, Pixels, file_name, taken
from presend.limits import Limits
from presend.progress import Cancel, Follower, context
from presend.undecided import Undecided

PDQ_BYTES = 32


@dataclass(frozen=True)
class Digests:
    """Lower-case hex; None for what could not be read to its end, and for pixels."""

    blake3: str | None
    sha256: str | None
    sha1: str | None
    md5: str | None


@dataclass(frozen=True)
class Pdq:
    """A PDQ hash: 256 bits as 64 hex digits, and its quality from 0 to 100. Below 50 it is compared with nothing."""

    hex: str
    quality: int

    def distance(self, other: Pdq | str) -> int:
        """Bits in which the two differ, 0 to 256."""
        digits = other.hex if isinstance(other, Pdq) else other
        if len(digits) != 2 * PDQ_BYTES:
            raise ValueError(f"64 hex digits, not {len(digits)}")
        return (int(self.hex, 16) ^ int(digits, 16)).bit_count()


@dataclass(frozen=True)
class Picture:
    """A picture or a frame. Width and height in pixels as seen; `time_ms` from the start, None for a still.

    `pdq` is of the picture as seen, `pdq512` the one of the C++ tool, which first brings stored pixels to 512x512.
    `turned` has the PDQ of all eight orientations, `over_black` that of a transparent picture over black.
    """

    part: str
    frame: int
    time_ms: int | None
    width: int
    height: int
    pdq: Pdq
    pdq512: Pdq
    turned: dict[Orientation, Pdq]
    over_black: str | None


@dataclass(frozen=True)
class Content:
    """A part of a file, as if it were a file."""

    part: str
    kind: str | None
    length: int | None
    digests: Digests
    undecided: Undecided | None


@dataclass(frozen=True)
class Fingerprints:
    """Media type by signature, length in bytes, digests, every picture and frame also of the parts, and the parts.

    `undecided` says why something is missing: a file that is cut short has digests all the same.
    """

    kind: str | None
    length: int | None
    digests: Digests
    pictures: tuple[Picture, ...]
    contents: tuple[Content, ...]
    undecided: Undecided | None

    @property
    def pdq(self) -> Pdq | None:
        """PDQ of the first picture; None if there is none."""
        return self.pictures[0].pdq if self.pictures else None

    def vpdq(self) -> str:
        """The frames of a video as the tool of vPDQ writes them: number, quality, hash and time in seconds."""
        own = [picture for picture in self.pictures if picture.part == ""]
        frames = [
            native.VpdqFrame(
                frame=one.frame, time_ms=one.time_ms or 0, pdq=bytes.fromhex(one.pdq.hex), quality=one.pdq.quality
            )
            for one in own
        ]
        with named():
            return str(native.vpdq_lines(frames))


def hash(
    given: Input, *, limits: Limits | None = None, cancel: Cancel | None = None, progress: Follower | None = None
) -> Fingerprints:
    """The fingerprints of a file by its path, of bytes, of an image of Pillow or of an array (height, width[, channels]).

    An array is of unsigned bytes: grey, RGB or RGBA. Of an image or array there is no digest, and a Pillow image is taken
    as it is: an EXIF orientation that was not applied is not applied here.

    Raises `OSError` for a file that cannot be opened, `TypeError` and `ValueError` for what is no picture's form.
    What is in the file never raises: see `Fingerprints.undecided`.
    """
    bounds = _DEFAULT if limits is None else limits.lowered()
    surroundings = context(0, cancel, progress)
    what = taken(given)
    if isinstance(what, Pixels):
        return _lifted(native.hash_pixels(what.data, what.layout(), bounds, surroundings))
    if isinstance(what, bytes):
        return _lifted(native.hash_bytes(what, bounds, surroundings), len(what))
    found = opened(what, lambda name: native.hash_file(name, bounds, surroundings))
    return _lifted(found, os.stat(what).st_size)


def opened(path: str | os.PathLike[str], call: Any) -> Any:
    """What a call on a file gives; `OSError` with the system's reason if it cannot be opened."""
    try:
        return call(file_name(path))
    except native.DeskFailure.File as error:
        code = error.code or 0
        raise OSError(code, os.strerror(code) if code else "not a regular file", os.fspath(path)) from None


_DEFAULT = native.default_limits()
_ORIENTATIONS = tuple(Orientation)


def _lifted(found: Any, length: int | None = None) -> Fingerprints:
    """Of the library's own. What could not be looked at has a length all the same."""
    return Fingerprints(
        kind=found.kind,
        length=length if found.length_bytes is None else found.length_bytes,
        digests=_digests(found.digests),
        pictures=tuple(_picture(one) for one in found.pictures),
        contents=tuple(_content(one) for one in found.contents),
        undecided=Undecided.lifted(found.undecided),
    )


def _digests(found: Any) -> Digests:
    return Digests(
        *(None if one is None else one.hex() for one in (found.blake3, found.sha256, found.sha1, found.md5))
    )


def _picture(found: Any) -> Picture:
    digits = found.pdq.hex()
    starts = range(0, len(digits), 2 * PDQ_BYTES)
    turned = [Pdq(digits[at : at + 2 * PDQ_BYTES], quality) for at, quality in zip(starts, found.qualities, strict=True)]
    return Picture(
        part=found.part,
        frame=found.frame,
        time_ms=found.time_ms,
        width=found.width,
        height=found.height,
        pdq=turned[0],
        pdq512=Pdq(found.pdq512.hex(), found.pdq512_quality),
        turned=dict(zip(_ORIENTATIONS, turned, strict=True)),
        over_black=None if found.over_black is None else found.over_black.hex(),
    )


def _content(found: Any) -> Content:
    return Content(
        part=found.part,
        kind=found.kind,
        length=found.length_bytes,
        digests=_digests(found.digests),
        undecided=Undecided.lifted(found.undecided),
    )
