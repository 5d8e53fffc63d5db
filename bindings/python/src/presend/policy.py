"""Who chooses: a policy that comes with Presend, or a callable of your own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import presend._native.presend_python as native
from presend.choices import Action, Audience
from presend.closed import ClosedList, of_native, to_native
from presend.decision import Friction
from presend.report import ScanReport
from presend.report import lifted as lifted_report


class BuiltIn(ClosedList):
    """A policy that comes with Presend. `ask_before_send` asks an adult; see `AskBeforeSend` for others."""

    OBSERVE_ONLY = "observe_only"
    WARN_ONLY = "warn_only"
    ASK_BEFORE_SEND = "ask_before_send"
    BLOCK_MATCH = "block_match"
    REPORT_CANDIDATE = "report_candidate"


@dataclass(frozen=True)
class AskBeforeSend:
    """Asks, with friction by age."""

    audience: Audience = Audience.ADULT


Answer: TypeAlias = "Action | tuple[Action, Friction]"
Hook: TypeAlias = Callable[[ScanReport, Sequence[Action]], Answer]
Policy: TypeAlias = "BuiltIn | AskBeforeSend | Hook"


def lowered(policy: Policy, description: str | None) -> Any:
    """As the library takes it."""
    choice = native.PolicyChoice
    if isinstance(policy, AskBeforeSend):
        return choice.ASK_BEFORE_SEND(audience=to_native(native.Audience, policy.audience))
    if isinstance(policy, str):
        name = BuiltIn(policy)
        if name is BuiltIn.ASK_BEFORE_SEND:
            return lowered(AskBeforeSend(), None)
        return getattr(choice, name.name)()
    if not callable(policy):
        raise TypeError(f"a BuiltIn, AskBeforeSend or a callable, not {type(policy).__name__}")
    return choice.HOOK(hook=_Hosted(policy, description or _words(policy)))


def _words(policy: Hook) -> str:
    """A callable's docstring is what its policy says of itself."""
    return getattr(policy, "__doc__", None) or f"the callable {getattr(policy, '__qualname__', type(policy).__qualname__)}"


class _Hosted(native.PolicyHook):  # type: ignore[misc]
    def __init__(self, hook: Hook, description: str) -> None:
        self._hook = hook
        self._description = description

    def describe(self) -> str:
        return self._description

    def decide(self, report: Any, allowed: Any) -> Any:
        answer = self._hook(lifted_report(report), [of_native(Action, one) for one in allowed])
        action, friction = answer if isinstance(answer, tuple) else (answer, Friction())
        name = Action(action)
        if name is Action.ASK:
            return native.PolicyAnswer.ASK(
                friction=native.Friction(pause_seconds=friction.pause_seconds, confirmations=friction.confirmations)
            )
        return getattr(native.PolicyAnswer, name.name)()
