"""Why something could not be finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import presend._native.presend_python as native
from presend.closed import Reason


@dataclass(frozen=True)
class Undecided:
    """The reason, and for `over_limit` the name of the limit, such as `max_pixels`."""

    reason: Reason
    limit: str | None = None

    def __str__(self) -> str:
        return f"{self.reason}: {self.limit}" if self.limit else str(self.reason)

    @classmethod
    def lifted(cls, given: Any) -> Undecided | None:
        """Of the library's own; None stays None."""
        return None if given is None else cls.of_native(given)

    @classmethod
    def of_native(cls, given: Any) -> Undecided:
        """Of the library's own."""
        for reason in Reason:
            if isinstance(given, getattr(native.Undecided, reason.name)):
                return cls(reason, given.limit if reason is Reason.OVER_LIMIT else None)
        raise ValueError(f"a reason that this module does not know: {given!r}")
