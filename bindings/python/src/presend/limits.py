"""The bounds of one look at an attachment."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

import presend._native.presend_python as native


@dataclass(frozen=True)
class Limits:
    """What would pass one of these is undecided, as `over_limit` with its name. Bytes, pixels, or a count."""

    max_input_bytes: int
    max_input_bytes_in_memory: int
    max_pixels: int
    max_side_pixels: int
    max_frames: int
    max_video_frames: int
    max_parts: int
    max_depth: int
    max_part_bytes: int
    max_unpacked_bytes: int
    max_decode_bytes: int
    max_work_bytes: int
    max_text_bytes: int
    max_links: int

    def __post_init__(self) -> None:
        if any(value < 0 for value in asdict(self).values()):
            raise ValueError("a limit is not negative")

    @classmethod
    def default(cls) -> Limits:
        """The usual ones, as the command line has them."""
        return cls._of(native.default_limits())

    @classmethod
    def small(cls) -> Limits:
        """For a process that has little memory."""
        return cls._of(native.share_extension_limits())

    @classmethod
    def _of(cls, given: Any) -> Limits:
        return cls(**{field.name: getattr(given, field.name) for field in fields(cls)})

    def lowered(self) -> Any:
        """As the library takes them."""
        return native.Limits(**asdict(self))
