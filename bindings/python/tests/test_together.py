"""Threads, memory, pickling, progress and cancelling."""

import pickle
import resource
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW, TESTDATA

import presend
from presend.progress import Deciding, LookingUp, Picture, Reading

CAT = TESTDATA / "photos/cat.jpg"
LARGE = bytes(40 << 20)


def allow_nothing(report: presend.ScanReport, allowed: Any) -> presend.Action:
    """A policy that can be pickled."""
    return presend.Action.BLOCK


def outcome_of(scanner: presend.Scanner, picture: bytes) -> tuple[str, str]:
    checked = scanner.scan(picture, now=NOW)
    return str(checked.report.outcome), str(checked.decision.action)


def test_eight_threads_with_one_scanner_see_the_same(picture: bytes) -> None:
    calls = threading.Lock()
    seen = []

    def hook(report: presend.ScanReport, allowed: Any) -> presend.Action:
        with calls:
            seen.append(report.outcome)
        return presend.Action.BLOCK

    with presend.Scanner([presend.KnownSet.demo()], policy=hook, deadline_ms=60_000) as scanner, ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: outcome_of(scanner, picture), range(80)))
    assert set(found) == {("match", "block")}
    assert len(seen) == 80


def test_other_threads_run_while_one_hashes() -> None:
    ticks, done = [], threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    began = time.monotonic()
    presend.hash(LARGE)
    ended = time.monotonic()
    done.set()
    ticker.join()
    # Copying the bytes holds them up, hashing does not.
    assert len([at for at in ticks if began < at < ended]) > 5


def test_memory_is_flat_over_a_thousand_scans(picture: bytes) -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

    with presend.Scanner([presend.KnownSet.demo()], policy=allow_nothing) as scanner:
        for _ in range(200):
            outcome_of(scanner, picture)
            presend.hash(CAT)
        before = resident()
        for _ in range(1000):
            outcome_of(scanner, picture)
        for _ in range(300):
            presend.hash(CAT)
        assert resident() - before < 4 << 20


def test_a_scanner_is_pickled_by_its_arguments(picture: bytes) -> None:
    made = presend.testkit.verified_set()
    sets = [
        presend.KnownSet.demo(),
        presend.KnownSet.from_list("a", "md5:" + "0" * 32),
        presend.KnownSet.verified(made.first, made.pins, NOW),
    ]
    scanner = presend.Scanner(sets, policy=allow_nothing, deadline_ms=None, edits=presend.EditProfile.SMALL)
    again = pickle.loads(pickle.dumps(scanner))
    assert again.policy_text == scanner.policy_text
    assert outcome_of(again, picture) == outcome_of(scanner, picture) == ("match", "block")


def test_another_process_scans_with_a_scanner_that_was_sent_to_it(picture: bytes) -> None:
    scanner = presend.Scanner([presend.KnownSet.demo()], policy=allow_nothing)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(outcome_of, scanner, picture).result() == ("match", "block")


def test_facts_are_pickled_as_they_are(picture: bytes) -> None:
    checked = presend.Scanner([presend.KnownSet.demo()]).scan(picture, now=NOW)
    for value in (checked.report, checked.decision, presend.hash(CAT), presend.Limits.default()):
        assert pickle.loads(pickle.dumps(value)) == value


def test_every_step_is_told_in_order(picture: bytes) -> None:
    steps: list[Any] = []
    with presend.Scanner([presend.KnownSet.demo()]) as scanner:
        scanner.scan(picture, now=NOW, progress=steps.append)
    kinds = [type(one) for one in steps]
    assert [kind for place, kind in enumerate(kinds) if kind not in kinds[:place]] == [Reading, Picture, LookingUp, Deciding]
    reading = [one for one in steps if isinstance(one, Reading)]
    assert reading[-1] == Reading(len(picture), len(picture)) or reading[-1].total_bytes == len(picture)


def test_a_follower_that_raises_changes_nothing(picture: bytes) -> None:
    def follower(step: Any) -> None:
        raise RuntimeError("made up")

    with presend.Scanner([presend.KnownSet.demo()]) as scanner:
        assert str(scanner.scan(picture, now=NOW, progress=follower).report.outcome) == "match"


def test_what_is_cancelled_is_undecided_by_that_name() -> None:
    cancel = presend.Cancel()
    assert not cancel.is_cancelled
    cancel.cancel()
    assert cancel.is_cancelled
    cancelled = presend.Undecided(presend.Reason.CANCELLED)
    assert presend.hash(CAT, cancel=cancel).undecided == cancelled
    with presend.Scanner([presend.KnownSet.demo()]) as scanner:
        assert scanner.scan(CAT, cancel=cancel).report.outcome.undecided == cancelled


def test_a_scan_is_cancelled_from_another_thread() -> None:
    cancel = presend.Cancel()
    follow: Callable[[Any], None] = lambda step: cancel.cancel()  # noqa: E731
    assert presend.hash(CAT, cancel=cancel, progress=follow).undecided == presend.Undecided(presend.Reason.CANCELLED)


def test_a_closed_scanner_says_so(picture: bytes) -> None:
    with presend.Scanner([presend.KnownSet.demo()]) as scanner:
        pass
    with pytest.raises(ValueError, match="closed"):
        scanner.scan(picture)


def test_a_scanner_without_a_set_is_never_clean(picture: bytes) -> None:
    report = presend.Scanner().scan(picture, now=NOW).report
    assert report.outcome == presend.Outcome(presend.OutcomeKind.UNDECIDED, presend.Undecided(presend.Reason.NO_USABLE_SET))
