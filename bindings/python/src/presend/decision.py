"""What an app should do, and what its user is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from presend.choices import Action, DecidedBy, MessageKey
from presend.closed import of_native
from presend.undecided import Undecided


@dataclass(frozen=True)
class Friction:
    """What is asked before "send anyway": how many seconds it stays disabled, and how often the user confirms."""

    pause_seconds: int = 0
    confirmations: int = 1

    def __post_init__(self) -> None:
        if not (0 <= self.pause_seconds <= 255 and 0 <= self.confirmations <= 255):
            raise ValueError("seconds and confirmations are 0 to 255")


@dataclass(frozen=True)
class Notice:
    """Which message, and why it could not be checked."""

    key: MessageKey
    undecided: Undecided | None


@dataclass(frozen=True)
class Decision:
    """What the app should do: `notice` unless it is `allow`, `friction` only for `ask`.

    `answered` is the policy's answer before it was lowered to what the evidence allows.
    """

    action: Action
    notice: Notice | None
    friction: Friction | None
    by: DecidedBy
    answered: Action


def lifted(decided: Any) -> Decision:
    """Of the library's own."""
    decision = decided.decision
    by, answered = of_native(DecidedBy, decided.by), of_native(Action, decided.answered)
    for action in Action:
        if getattr(decision, f"is_{action.name}")():
            notice = getattr(decision, "notice", None)
            friction = getattr(decision, "friction", None)
            return Decision(
                action=action,
                notice=None if notice is None else _notice(notice),
                friction=None if friction is None else Friction(friction.pause_seconds, friction.confirmations),
                by=by,
                answered=answered,
            )
    raise ValueError(f"a decision that this module does not know: {decision!r}")


def _notice(given: Any) -> Notice:
    return Notice(of_native(MessageKey, given.key), Undecided.lifted(given.undecided))
