"""Closed lists about decisions, by the names that the core's JSON has."""

from __future__ import annotations

from presend.closed import ClosedList


class Action(ClosedList):
    """The plain kind of a decision, weakest first."""

    ALLOW = "allow"
    WARN = "warn"
    ASK = "ask"
    BLOCK = "block"
    REPORT_CANDIDATE = "report_candidate"


class DecidedBy(ClosedList):
    """Who decided: the policy, or the declared fallback because the policy gave no answer."""

    POLICY = "policy"
    FALLBACK_FAILED = "fallback_failed"
    FALLBACK_PANICKED = "fallback_panicked"
    FALLBACK_LATE = "fallback_late"


class MessageKey(ClosedList):
    """Which message the user is shown."""

    NOTHING_FOUND = "nothing_found"
    KNOWN_MATERIAL = "known_material"
    KNOWN_LINK = "known_link"
    RESEMBLES_KNOWN_MATERIAL = "resembles_known_material"
    MAY_RESEMBLE_KNOWN_MATERIAL = "may_resemble_known_material"
    MAY_BE_EDIT_OF_KNOWN_MATERIAL = "may_be_edit_of_known_material"
    TEST_MATERIAL = "test_material"
    OWN_REMARK = "own_remark"
    COULD_NOT_BE_CHECKED = "could_not_be_checked"


class FailMode(ClosedList):
    """What is decided if a policy fails; lowered like any answer."""

    ASK = "ask"
    ALLOW = "allow"
    BLOCK = "block"


class Audience(ClosedList):
    """Who is asked, and so with how much friction."""

    ADULT = "adult"
    TEEN = "teen"
    CHILD = "child"


class Level(ClosedList):
    """For whom an explanation is."""

    USER = "user"
    ENGINEER = "engineer"
    AUDITOR = "auditor"


class Language(ClosedList):
    """The language of an explanation."""

    ENGLISH = "english"
    DUTCH = "dutch"


class Freshness(ClosedList):
    """How a set stands, in a word."""

    FRESH = "fresh"
    STALE = "stale"
    EXPIRED = "expired"
    MISSING = "missing"
