"""The policy of one's own: it may raise, hang, scan itself, or answer more than is allowed."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from conftest import NOW

import presend
from presend import Action, DecidedBy, FailMode, Friction, OutcomeKind

Demo = Callable[..., presend.Checked]
ALL = list(Action)


@pytest.mark.parametrize(
    ("answer", "action"),
    [
        (Action.ALLOW, "allow"),
        (Action.WARN, "warn"),
        (Action.ASK, "ask"),
        (Action.BLOCK, "block"),
        (Action.REPORT_CANDIDATE, "block"),
        ("warn", "warn"),
    ],
)
def test_every_answer_counts_and_what_is_too_strong_is_lowered(demo: Demo, answer: Any, action: str) -> None:
    seen: list[Any] = []

    def hook(report: presend.ScanReport, allowed: Any) -> Any:
        seen.append((report.outcome.kind, allowed))
        return answer

    decision = demo(policy=hook).decision
    assert (decision.action, decision.by, decision.answered) == (action, DecidedBy.POLICY, answer)
    # A plain list allows all but a report.
    assert seen == [(OutcomeKind.MATCH, ALL[:-1])]


def test_friction_reaches_the_decision(demo: Demo) -> None:
    friction = Friction(pause_seconds=7, confirmations=2)
    assert demo(policy=lambda *_: (Action.ASK, friction)).decision.friction == friction


@pytest.mark.parametrize("error", [ValueError("made up"), KeyError(), MemoryError(), RecursionError(), StopIteration()])
@pytest.mark.parametrize("deadline", [10_000, None])
def test_whatever_a_hook_raises_the_fallback_decides(demo: Demo, error: Exception, deadline: int | None) -> None:
    def hook(*_: Any) -> Any:
        raise error

    decision = demo(policy=hook, deadline_ms=deadline).decision
    assert (decision.action, decision.by) == (Action.ASK, DecidedBy.FALLBACK_FAILED)


@pytest.mark.parametrize("answer", [None, 3, "nonsense", (), (Action.ASK,), (Action.ASK, None), object(), {"a": 1}])
def test_nonsense_is_no_answer(demo: Demo, answer: Any) -> None:
    decision = demo(policy=lambda *_: answer, deadline_ms=10_000).decision
    assert (decision.action, decision.by) == (Action.ASK, DecidedBy.FALLBACK_FAILED)


@pytest.mark.parametrize("mode", FailMode)
def test_the_fallback_is_the_declared_one(demo: Demo, mode: FailMode) -> None:
    assert demo(policy=lambda: None, fail_mode=mode).decision.action == str(mode)


def test_a_hook_that_never_returns_is_late_and_the_scan_goes_on(demo: Demo) -> None:
    forever = threading.Event()
    began = time.monotonic()
    decision = demo(policy=lambda *_: forever.wait(), deadline_ms=50, fail_mode=FailMode.BLOCK).decision
    assert (decision.action, decision.by) == (Action.BLOCK, DecidedBy.FALLBACK_LATE)
    assert time.monotonic() - began < 20
    forever.set()


def test_a_hook_that_never_returns_does_not_keep_the_process() -> None:
    program = (
        "import presend, presend.testkit, threading\n"
        "scanner = presend.Scanner([presend.KnownSet.demo()], policy=lambda *_: threading.Event().wait(), deadline_ms=50)\n"
        "print(scanner.scan(next(iter(presend.testkit.pictures().values()))).decision.by, flush=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.returncode) == ("fallback_late\n", 0), done.stderr


def test_a_hook_may_scan_with_the_same_scanner(picture: bytes) -> None:
    inner: list[presend.Checked] = []
    calls: list[None] = []

    def hook(*_: Any) -> Action:
        calls.append(None)
        if len(calls) == 1:
            inner.append(scanner.scan(picture, now=NOW))
        return Action.BLOCK

    scanner = presend.Scanner([presend.KnownSet.demo()], policy=hook, deadline_ms=10_000)
    outer = scanner.scan(picture, now=NOW)
    assert [outer.decision.by, inner[0].decision.by] == [DecidedBy.POLICY] * 2


def test_a_hook_is_described_by_its_own_words(demo: Demo) -> None:
    def hook(*_: Any) -> Action:
        """Blocks everything."""
        return Action.BLOCK

    assert "Blocks everything." in presend.Scanner(policy=hook).policy_text
    assert "other words" in presend.Scanner(policy=hook, description="other words").policy_text


@pytest.mark.parametrize("policy", list(presend.BuiltIn))
def test_every_policy_that_comes_with_presend_decides(demo: Demo, policy: presend.BuiltIn) -> None:
    wanted = {"observe_only": "allow", "warn_only": "warn", "ask_before_send": "ask"}.get(policy.value, "block")
    assert demo(policy=policy).decision.action == wanted
    assert demo(policy=policy.value).decision.action == wanted


def test_a_child_is_asked_with_more_friction(demo: Demo) -> None:
    of = [demo(policy=presend.AskBeforeSend(one)).decision.friction for one in presend.Audience]
    assert of[0] != of[2]
    for wrong in (3, "often"):
        with pytest.raises((TypeError, ValueError)):
            demo(policy=wrong)
