"""Every closed list of the library is one here, member by member."""

import inspect
from typing import Any

import pytest

from presend import choices, closed, policy, progress, report, undecided
import presend._native.presend_python as native

PAIRS = [
    (closed.Evidence, native.Evidence),
    (closed.Orientation, native.Orientation),
    (closed.Edit, native.Edit),
    (closed.EditProfile, native.EditProfile),
    (closed.PixelFormat, native.PixelFormat),
    (closed.LentFault, native.LentFault),
    (choices.Action, native.Action),
    (choices.DecidedBy, native.DecidedBy),
    (choices.MessageKey, native.MessageKey),
    (choices.FailMode, native.FailMode),
    (choices.Audience, native.Audience),
    (choices.Level, native.ExplainLevel),
    (choices.Language, native.ExplainLanguage),
]


def variants(of: Any) -> list[str]:
    """Names of what UniFFI makes of a list whose members have fields."""
    return [name for name, one in vars(of).items() if inspect.isclass(one) and not name.startswith("_")]


@pytest.mark.parametrize(("ours", "theirs"), PAIRS, ids=lambda one: one.__name__)
def test_a_plain_list_has_the_members_of_the_library_in_order(ours: Any, theirs: Any) -> None:
    assert [one.name for one in ours] == [one.name for one in theirs]
    for one in theirs:
        assert closed.to_native(theirs, closed.of_native(ours, one)) is one


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(closed.OutcomeKind, native.Outcome), (closed.Reason, native.Undecided), (choices.Freshness, native.Freshness)],
    ids=lambda one: one.__name__,
)
def test_a_list_with_fields_has_the_members_of_the_library(ours: Any, theirs: Any) -> None:
    assert [one.name for one in ours] == variants(theirs)


def test_policies_and_steps_are_those_of_the_library() -> None:
    assert [*(one.name for one in policy.BuiltIn), "HOOK"] == variants(native.PolicyChoice)
    assert variants(native.ScanStep) == ["READING", "PICTURE", "LOOKING_UP", "DECIDING"]
    assert variants(native.Variant) == ["TURNED", "OVER_BLACK", "EDITED"]


class Unknown:
    """A member that no list has."""

    name = "NEW"

    def __getattr__(self, name: str) -> Any:
        return lambda: False


@pytest.mark.parametrize(
    "lift",
    [
        lambda one: closed.of_native(closed.Evidence, one),
        undecided.Undecided.lifted,
        report.outcome,
        report._variant,
        progress._lifted,
    ],
)
def test_a_member_that_is_unknown_is_an_error_never_another_one(lift: Any) -> None:
    with pytest.raises(ValueError, match="know|valid"):
        lift(Unknown())
