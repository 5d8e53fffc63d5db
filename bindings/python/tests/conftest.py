"""What the tests share."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import presend
import presend.testkit

# 2026-01-01: a time at which plain lists are compared.
NOW = 1_767_225_600
TESTDATA = Path(os.environ["PRESEND_TESTDATA"])
# The command line, built from the same source.
COMMAND = os.environ["PRESEND_COMMAND"]


@pytest.fixture(scope="session")
def vectors() -> Any:
    return json.loads((TESTDATA / "vectors.json").read_text())


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A harmless picture that the demo set has."""
    return next(iter(presend.testkit.pictures().values()))


@pytest.fixture
def demo(picture: bytes) -> Callable[..., presend.Checked]:
    """Scans that picture with the demo set, and a scanner of these options."""

    def scan(**options: Any) -> presend.Checked:
        with presend.Scanner([presend.KnownSet.demo()], **options) as scanner:
            return scanner.scan(picture, now=NOW)

    return scan


def list_scanner(text: str) -> presend.Scanner:
    return presend.Scanner([presend.KnownSet.from_list("vectors", text)])
