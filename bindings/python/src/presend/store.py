"""The verified sets of a machine: they are updated, never go back unnoticed, and end."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import presend._native.presend_python as native
from presend.choices import Freshness
from presend.errors import named
from presend.progress import moment
from presend.sets import Pins


@dataclass(frozen=True)
class SetStatus:
    """How a set stands. Times are in seconds since 1970; `refused_by` names the check that refused its file."""

    freshness: Freshness
    refused_by: str | None
    version: int | None
    expires: int | None
    pinned: int | None
    held: int | None
    saved: bool


@dataclass(frozen=True)
class SetOrigin:
    """Where a verified set comes from: all of it was checked. Times are in seconds since 1970."""

    set: str
    version: int
    purpose: str
    not_before: int
    not_after: int
    basis: str
    sunset: int
    signers: tuple[tuple[str, str], ...]
    witnesses: tuple[tuple[str, int], ...]
    log: str
    log_index: int
    leaf: bytes


class SetStore:
    """A folder with verified sets, and one with what is remembered of each. It is pickled by these and the pins.

    Whoever can write the folder `vault` can put an old set back: keep it where only you can.
    Every change raises `Refused` with the check that refuses it, and the old set stays.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        pins: Sequence[Pins],
        vault: str | os.PathLike[str] | None = None,
        now: float | None = None,
    ) -> None:
        self._arguments = (os.fspath(folder), tuple(pins), os.fspath(vault or Path(folder, "vault")))
        place, pinned, kept = self._arguments
        choice = native.VaultChoice.FOLDER(path=kept)
        with named():
            self._handle = native.SetStore.open(place, [one.text for one in pinned], choice, None, moment(now))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the sets that are pinned."""
        return tuple(self._handle.names())

    def install(self, set: str, file: str | os.PathLike[str] | bytes, now: float | None = None) -> None:
        """Checks a new set file and puts it into use."""
        with named():
            if isinstance(file, bytes):
                self._handle.install(set, file, moment(now))
            else:
                self._handle.install_file(set, os.fspath(file), moment(now))

    def apply(self, set: str, delta: bytes, now: float | None = None) -> None:
        """The same from a delta."""
        with named():
            self._handle.apply(set, delta, moment(now))

    def rollback(self, set: str, now: float | None = None) -> None:
        """Back to the version before."""
        with named():
            self._handle.rollback(set, moment(now))

    def pin(self, set: str, version: int | None) -> None:
        """Keeps the active version; None ends that."""
        with named():
            self._handle.pin(set, version)

    def status(self, set: str, now: float | None = None) -> SetStatus:
        """How the set stands."""
        with named():
            return _status(self._handle.status(set, moment(now)))

    def origin(self, set: str) -> SetOrigin:
        """Where the set comes from."""
        with named():
            return _origin(self._handle.origin(set))

    def __repr__(self) -> str:
        return f"SetStore({', '.join(self.names)})"

    def __reduce__(self) -> tuple[type[SetStore], tuple[Any, ...]]:
        return SetStore, self._arguments


def _status(given: Any) -> SetStatus:
    for freshness in Freshness:
        if getattr(given.freshness, f"is_{freshness.name}")():
            return SetStatus(
                freshness=freshness,
                refused_by=getattr(given.freshness, "refused_by", None),
                version=given.version,
                expires=given.expires_unix_seconds,
                pinned=given.pinned,
                held=given.held,
                saved=given.saved,
            )
    raise ValueError(f"a state that this module does not know: {given!r}")


def _origin(given: Any) -> SetOrigin:
    return SetOrigin(
        set=given.set,
        version=given.version,
        purpose=given.purpose,
        not_before=given.not_before,
        not_after=given.not_after,
        basis=given.basis,
        sunset=given.sunset,
        signers=tuple((one.name, one.jurisdiction) for one in given.signers),
        witnesses=tuple((one.name, one.unix_seconds) for one in given.witnesses),
        log=given.log,
        log_index=given.log_index,
        leaf=bytes(given.leaf),
    )
