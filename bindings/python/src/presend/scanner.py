"""The scanner: facts by comparing, and a decision by a policy."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from presend import decision, report
import presend._native.presend_python as native
from presend.choices import FailMode, Language, Level
from presend.closed import EditProfile, to_native
from presend.errors import named
from presend.hashes import opened
from presend.inputs import Input, Pixels, taken
from presend.limits import Limits
from presend.policy import BuiltIn, Policy
from presend.policy import lowered as lowered_policy
from presend.progress import Cancel, Follower, context
from presend.sets import KnownSet
from presend.store import SetStore


class Checked:
    """What a scan gives back: the facts in `report`, the choice in `decision`."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self.report = report.lifted(handle.report())
        self.decision = decision.lifted(handle.decided())

    @property
    def recorded(self) -> str:
        """Whether the journal has it: `yes`, `not_needed`, `no_journal`, or `failed: ` and why."""
        recorded = self._handle.recorded()
        if recorded.is_FAILED():
            return f"failed: {recorded.reason}"
        names = ["yes", "not_needed", "no_journal"]
        return next(name for name in names if getattr(recorded, f"is_{name.upper()}")())

    def explain(self, level: Level = Level.USER, language: Language = Language.ENGLISH) -> str:
        """The scan and its decision in words."""
        level_of, language_of = native.ExplainLevel, native.ExplainLanguage
        return str(self._handle.explain(to_native(level_of, level), to_native(language_of, language)))

    def __repr__(self) -> str:
        return f"Checked({self.report.outcome}, {self.decision.action})"


class Scanner:
    """Compares with sets, and asks a policy. It never changes, may be used by many threads at once, and is pickled by
    its arguments: another process opens the sets again.

    `policy` is a `BuiltIn` or its name, `AskBeforeSend`, or a callable that gets the report and the allowed actions, and
    answers an `Action` or `(Action.ASK, Friction(..))`. A callable that raises, answers anything else, or takes longer
    than `deadline_ms` gives no answer: `fail_mode` decides. Without a deadline it runs on the thread that scans.
    `description` says what a callable does; without one it is its docstring.
    `journal` is the folder of a journal. `edits` undoes edits of pictures: see the book's page on matching.
    """

    def __init__(
        self,
        sets: Sequence[KnownSet] = (),
        *,
        store: SetStore | None = None,
        policy: Policy | str = BuiltIn.WARN_ONLY,
        description: str | None = None,
        fail_mode: FailMode = FailMode.ASK,
        deadline_ms: int | None = 250,
        journal: str | os.PathLike[str] | None = None,
        limits: Limits | None = None,
        edits: EditProfile | None = None,
    ) -> None:
        self._arguments: dict[str, Any] = dict(
            sets=tuple(sets),
            store=store,
            policy=policy,
            description=description,
            fail_mode=fail_mode,
            deadline_ms=deadline_ms,
            journal=journal,
            limits=limits,
            edits=edits,
        )
        with named():
            self._handle: Any = native.desk_scanner(_options(**self._arguments))

    def scan(
        self, given: Input, *, now: float | None = None, cancel: Cancel | None = None, progress: Follower | None = None
    ) -> Checked:
        """Checks a file by its path, bytes, an image of Pillow or an array; `now` in seconds since 1970.

        Raises as `presend.hash` does; what is in the file never raises: its outcome is `undecided`.
        """
        if self._handle is None:
            raise ValueError("the scanner is closed")
        surroundings = context(now, cancel, progress)
        what = taken(given)
        if isinstance(what, Pixels):
            return Checked(self._handle.scan_pixels(what.data, what.layout(), surroundings))
        if isinstance(what, bytes):
            return Checked(self._handle.scan_bytes(what, surroundings))
        return Checked(opened(what, lambda name: self._handle.scan_file(name, surroundings)))

    def scan_text(self, text: str, *, now: float | None = None, cancel: Cancel | None = None) -> Checked:
        """Checks the links of a text against sets of links, and nothing else of it; `now` in seconds since 1970."""
        if self._handle is None:
            raise ValueError("the scanner is closed")
        return Checked(self._handle.scan_text(text, context(now, cancel, None)))

    @property
    def not_compared(self) -> tuple[report.NotCompared, ...]:
        """Hashes that the sets have rows of and no attachment is compared by, as is known before the first scan."""
        if self._handle is None:
            raise ValueError("the scanner is closed")
        return report.not_compared(self._handle.not_compared())

    def unreadable(self, *, now: float | None = None) -> Checked:
        """What a scan of something that cannot be read comes to: undecided, and what the policy decides of that."""
        if self._handle is None:
            raise ValueError("the scanner is closed")
        return Checked(self._handle.scan_source(_Unreadable(), context(now, None, None)))

    @property
    def policy_text(self) -> str:
        """Everything that decides besides the facts, in lines."""
        return str(self._handle.describe_policy())

    def close(self) -> None:
        """Lets the sets go. A scan that is running goes on."""
        self._handle = None

    def __enter__(self) -> Scanner:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, tuple[dict[str, Any]]]:
        return _again, (self._arguments,)


class _Unreadable(native.ByteSource):  # type: ignore[misc]
    def length(self) -> int:
        raise native.HostFailure.Failed()

    def read_at(self, offset: int, length: int) -> bytes:
        raise native.HostFailure.Failed()


def _again(arguments: dict[str, Any]) -> Scanner:
    return Scanner(**arguments)


def _options(
    *,
    sets: Sequence[KnownSet],
    store: SetStore | None,
    policy: Any,
    description: str | None,
    fail_mode: FailMode,
    deadline_ms: int | None,
    journal: str | os.PathLike[str] | None,
    limits: Limits | None,
    edits: EditProfile | None,
) -> Any:
    return native.ScannerOptions(
        store=None if store is None else store._handle,
        sets=[one._handle for one in sets],
        policy=lowered_policy(policy, description),
        fail_mode=to_native(native.FailMode, fail_mode),
        deadline_ms=deadline_ms,
        journal=None if journal is None else native.Journal.in_folder(os.fspath(journal)),
        appeal_desk=None,
        limits=native.default_limits() if limits is None else limits.lowered(),
        edits=None if edits is None else to_native(native.EditProfile, edits),
        decoders=[],
        video_decoders=[],
        hashes=[],
        own_checks=[],
    )
