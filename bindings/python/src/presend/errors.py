"""What can go wrong besides a scan, which never fails: its outcome is `undecided` then, with a reason.

A file that cannot be opened is Python's own `OSError`; a wrong type or value is `TypeError` or `ValueError`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import presend._native.presend_python as native


class PresendError(Exception):
    """Base of all errors here. None of them holds content, paths or hashes."""


class BadList(PresendError):
    """A plain list was refused; the text names the first bad line."""


class BadPins(PresendError):
    """Pins were refused; the text says why."""


class Refused(PresendError):
    """A set, or a change of a store, was refused: `name` is that of the check, such as `BadSignature`."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class JournalBroken(PresendError):
    """The journal is not as it was left, or cannot be reached."""


class BadHashes(PresendError, ValueError):
    """These are no hashes of 32 bytes each."""


@contextmanager
def named() -> Iterator[None]:
    """Gives the errors of the library the names above. One that has none here is not swallowed."""
    try:
        yield
    except native.PresendFailure.BadList as error:
        raise BadList(error.reason) from None
    except native.PresendFailure.BadPins as error:
        raise BadPins(error.reason) from None
    except native.PresendFailure.Store as error:
        raise Refused(error.name, error.reason) from None
    except native.PresendFailure.Journal as error:
        raise JournalBroken(error.reason) from None
    except native.DeskFailure.Hashes as error:
        raise BadHashes(str(error)) from None
