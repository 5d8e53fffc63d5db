"""What is compared with: a verified set, or a plain list of one's own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import presend._native.presend_python as native
from presend.errors import named
from presend.progress import moment
from presend.report import SetRef, set_ref


class Pins:
    """Whom you trust for one set: the text that an app pins. Bad text raises `BadPins`."""

    def __init__(self, text: str) -> None:
        with named():
            facts = native.pins_facts(text)
        self.text = text
        self.set: str = facts.set
        self.purpose: str = facts.purpose
        self.authorities: tuple[str, ...] = tuple(facts.authorities)
        self.jurisdictions: tuple[str, ...] = tuple(facts.jurisdictions)
        self.quorum_authorities: int = facts.quorum_authorities
        self.quorum_jurisdictions: int = facts.quorum_jurisdictions

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Pins:
        """From a file of UTF-8."""
        return cls(Path(path).read_text(encoding="utf-8"))

    def __repr__(self) -> str:
        return f"Pins({self.set!r})"

    def __reduce__(self) -> tuple[type[Pins], tuple[str]]:
        return Pins, (self.text,)


class KnownSet:
    """Known material. It never changes, may be used by many scanners and threads, and is pickled by what made it."""

    def __init__(self, handle: Any, made_by: tuple[Callable[..., KnownSet], tuple[Any, ...]]) -> None:
        self._handle = handle
        self._made_by = made_by

    @classmethod
    def from_list(cls, name: str, text: str) -> KnownSet:
        """A plain list that nobody signed, a line for each entry. Raises `BadList` with the first bad line."""
        with named():
            handle = native.KnownSet.from_list_unverified(name, text)
        return cls(handle, (KnownSet.from_list, (name, text)))

    @classmethod
    def read_list(cls, path: str | os.PathLike[str]) -> KnownSet:
        """The same from a file, by whose name findings name the list."""
        return cls.from_list(Path(path).name, Path(path).read_text(encoding="utf-8"))

    @classmethod
    def verified(cls, file: str | os.PathLike[str] | bytes, pins: Pins, now: float | None = None) -> KnownSet:
        """A set file, checked as by a device that has never seen it. Raises `Refused` with the check that it fails.

        Without a store nothing is remembered: an old version is not refused because a newer one was seen.
        """
        data = file if isinstance(file, bytes) else Path(file).read_bytes()
        with named():
            handle = native.verified_set(data, pins.text, moment(now))
        return cls(handle, (KnownSet.verified, (file, pins, now)))

    @classmethod
    def demo(cls) -> KnownSet:
        """The harmless test pictures."""
        with named():
            return cls(native.demo_set(), (KnownSet.demo, ()))

    @property
    def reference(self) -> SetRef:
        """Name, version, and whether it is verified."""
        return set_ref(self._handle.reference())

    @property
    def rows(self) -> int:
        """Rows of all sections."""
        return int(self._handle.rows())

    def __repr__(self) -> str:
        return f"KnownSet({self.reference.name!r}, {self.rows} rows)"

    def __reduce__(self) -> tuple[Callable[..., KnownSet], tuple[Any, ...]]:
        return self._made_by
