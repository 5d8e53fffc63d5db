"""The forms in which a picture or file may be handed over."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, runtime_checkable

import presend._native.presend_python as native
from presend.closed import Orientation, PixelFormat, to_native


@runtime_checkable
class PillowImage(Protocol):
    """An image of Pillow, as far as it is used here."""

    @property
    def mode(self) -> str: ...

    @property
    def size(self) -> tuple[int, int]: ...

    def convert(self, mode: str) -> Any: ...

    def tobytes(self) -> bytes: ...


@runtime_checkable
class Array(Protocol):
    """An array of numpy, or of whatever has its interface."""

    @property
    def __array_interface__(self) -> dict[str, Any]: ...

    def tobytes(self) -> bytes: ...


Input: TypeAlias = "str | os.PathLike[str] | os.PathLike[bytes] | bytes | bytearray | memoryview | Pixels | PillowImage | Array"


@dataclass(frozen=True)
class Pixels:
    """Pixels that somebody else decoded. They have no bytes of a file, so no digest is taken of them.

    `data` has rows from the top, `stride` bytes from row to row; 0 means without gaps.
    """

    data: bytes
    width: int
    height: int
    format: PixelFormat = PixelFormat.RGB8
    orientation: Orientation = Orientation.UPRIGHT
    stride: int = 0

    def __post_init__(self) -> None:
        if min(self.width, self.height) < 0 or self.stride < 0:
            raise ValueError("width, height and stride are not negative")

    def layout(self) -> Any:
        """As the library takes it."""
        size = {"gray8": 1, "rgb8": 3, "rgba8": 4, "bgra8": 4}[PixelFormat(self.format).value]
        return native.PixelLayout(
            width=self.width,
            height=self.height,
            stride_bytes=self.stride or self.width * size,
            format=to_native(native.PixelFormat, self.format),
            orientation=to_native(native.Orientation, self.orientation),
        )


def taken(given: object) -> bytes | Pixels | os.PathLike[str] | str:
    """A name, bytes or pixels. A type that is none of the forms is a `TypeError`."""
    if isinstance(given, (str, os.PathLike)):
        return given
    if isinstance(given, (bytes, bytearray, memoryview)):
        return bytes(given)
    if isinstance(given, Pixels):
        return given
    if isinstance(given, PillowImage):
        return _of_pillow(given)
    if isinstance(given, Array):
        return _of_array(given)
    raise TypeError(f"a path, bytes, an image of Pillow or an array, not {type(given).__name__}")


def file_name(path: str | os.PathLike[str]) -> bytes:
    """The name of a regular file as the library takes it; `OSError` for anything else."""
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "not a regular file", os.fspath(path))
    return os.fsencode(path)


def _of_pillow(image: PillowImage) -> Pixels:
    formats = {"L": PixelFormat.GRAY8, "RGB": PixelFormat.RGB8, "RGBA": PixelFormat.RGBA8}
    if image.mode not in formats:
        transparent = image.mode in ("PA", "LA", "La", "RGBa") or "transparency" in getattr(image, "info", {})
        image = image.convert("RGBA" if transparent else "RGB")
    width, height = image.size
    return Pixels(image.tobytes(), width, height, formats[image.mode])


def _of_array(array: Array) -> Pixels:
    face = array.__array_interface__
    shape, kind = tuple(face["shape"]), face["typestr"]
    if kind != "|u1":
        raise ValueError(f"an array of unsigned bytes, not {kind}")
    formats = {1: PixelFormat.GRAY8, 3: PixelFormat.RGB8, 4: PixelFormat.RGBA8}
    channels = shape[2] if len(shape) == 3 else 1
    if len(shape) not in (2, 3) or channels not in formats:
        raise ValueError(f"an array of shape (height, width) or (height, width, 1, 3 or 4), not {shape}")
    return Pixels(array.tobytes(), int(shape[1]), int(shape[0]), formats[channels])
