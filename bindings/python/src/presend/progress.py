"""Following and cancelling what takes long."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import presend._native.presend_python as native


@dataclass(frozen=True)
class Reading:
    """Reads or digests the file from here on."""

    done_bytes: int
    total_bytes: int


@dataclass(frozen=True)
class Picture:
    """Decodes and hashes this frame, counted from 0; `time_ms` from the start, None for a still."""

    frame: int
    time_ms: int | None


@dataclass(frozen=True)
class LookingUp:
    """Compares with the sets."""


@dataclass(frozen=True)
class Deciding:
    """Asks the policy."""


Step: TypeAlias = Reading | Picture | LookingUp | Deciding
Follower: TypeAlias = Callable[[Step], None]


class Cancel:
    """Cancels from another thread: what is running ends soon as undecided, with the reason `cancelled`."""

    def __init__(self) -> None:
        self._token = native.CancelToken()

    def cancel(self) -> None:
        """Asks to stop."""
        self._token.cancel()

    @property
    def is_cancelled(self) -> bool:
        """True once it was asked."""
        return bool(self._token.is_cancelled())


class _Followed(native.ScanProgress):  # type: ignore[misc]
    def __init__(self, follower: Follower) -> None:
        self._follower = follower

    def step(self, step: Any) -> None:
        self._follower(_lifted(step))


def _lifted(step: Any) -> Step:
    if step.is_READING():
        return Reading(step.done_bytes, step.total_bytes)
    if step.is_PICTURE():
        return Picture(step.frame, step.time_ms)
    if step.is_LOOKING_UP():
        return LookingUp()
    if step.is_DECIDING():
        return Deciding()
    raise ValueError(f"a step that this module does not know: {step!r}")


def context(now: float | None, cancel: Cancel | None, follower: Follower | None) -> Any:
    """What one call is given besides the attachment. `now` is in seconds since 1970."""
    return native.ScanContext(
        now_unix_seconds=moment(now),
        cancel=None if cancel is None else cancel._token,
        progress=None if follower is None else _Followed(follower),
    )


def moment(now: float | None) -> int:
    """Whole seconds since 1970, those of this machine's clock if none are given."""
    return int(time.time() if now is None else now)
