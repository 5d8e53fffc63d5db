"""Harmless material to try things with."""

from __future__ import annotations

from dataclasses import dataclass

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
    """A verified set to try a store with."""
    made = native.verified_test_set()
    return VerifiedTestSet(made.name, Pins(made.pins), bytes(made.first), bytes(made.delta), bytes(made.refused))
