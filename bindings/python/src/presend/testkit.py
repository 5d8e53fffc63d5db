"""Harmless material to try things with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import presend._native.presend_python as native
from presend.sets import Pins


@dataclass(frozen=True)
class VerifiedTestSet:
    """A set file of version 1, the delta to version 2, and version 1 changed after it was signed."""

    name: str
    pins: Pins
    first: bytes
    delta: bytes
    refused: bytes


def pictures() -> dict[str, bytes]:
    """Pictures that every set knows, as BMP files by their names."""
    return {one.name: bytes(one.file) for one in native.test_pictures()}


def verified_set() -> VerifiedTestSet:
    """A verified set of pictures to try a store with."""
    return _lifted(native.verified_test_set())


def verified_links() -> VerifiedTestSet:
    """A verified set of links, signed by others than `verified_set`."""
    return _lifted(native.verified_test_links())


def links() -> tuple[str, ...]:
    """The links of `verified_links`, which nobody can have: one from version 1 on, and one since version 2."""
    return tuple(native.test_links())


def _lifted(made: Any) -> VerifiedTestSet:
    return VerifiedTestSet(made.name, Pins(made.pins), bytes(made.first), bytes(made.delta), bytes(made.refused))
