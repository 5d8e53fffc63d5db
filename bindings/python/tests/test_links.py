"""Texts, and a set of links beside a set of pictures, each with its own pins."""

import contextlib
import io
import re
from pathlib import Path

import pytest
from conftest import NOW, TESTDATA

import presend

PICTURES, LINKS = presend.testkit.verified_set(), presend.testkit.verified_links()


def test_a_picture_is_found_by_one_set_and_a_link_by_the_other(picture: bytes) -> None:
    known = [presend.KnownSet.verified(made.first, made.pins, NOW) for made in (PICTURES, LINKS)]
    with presend.Scanner(known) as scanner:
        found = [scanner.scan(picture, now=NOW), scanner.scan_text(f"is this you? {presend.testkit.links()[0]}", now=NOW)]
        clean = scanner.scan_text(presend.testkit.links()[1], now=NOW)
    for checked, made in zip(found, (PICTURES, LINKS), strict=True):
        assert str(checked.report.outcome) == "match"
        assert {finding.set for finding in checked.report.findings} == {presend.SetRef(made.name, 1, True)}
    assert "harmless test link" in found[1].explain()
    assert str(clean.report.outcome) == "clean"


def test_a_store_has_both_and_a_delta_brings_a_new_link(tmp_path: Path) -> None:
    store = presend.SetStore(tmp_path / "sets", [PICTURES.pins, LINKS.pins], tmp_path / "vault", NOW)
    for made in (PICTURES, LINKS):
        store.install(made.name, made.first, NOW)
    store.apply(LINKS.name, LINKS.delta, NOW)
    report = presend.Scanner(store=store).scan_text(presend.testkit.links()[1], now=NOW).report
    assert [finding.set for finding in report.findings] == [presend.SetRef(LINKS.name, 2, True)]


def test_a_set_is_refused_by_the_pins_of_the_other() -> None:
    for made, other in ((PICTURES, LINKS), (LINKS, PICTURES)):
        with pytest.raises(presend.Refused) as refused:
            presend.KnownSet.verified(made.first, other.pins, NOW)
        assert refused.value.name == "AuthorityQuorum"


def test_what_no_set_of_links_speaks_of_is_never_clean() -> None:
    with presend.Scanner([presend.KnownSet.demo()]) as scanner:
        assert str(scanner.scan_text("hello", now=NOW).report.outcome.undecided) == "no_usable_set"
    with presend.Scanner([presend.KnownSet.from_list("links", "url:evil.example")]) as scanner:
        cancel = presend.Cancel()
        cancel.cancel()
        stopped = scanner.scan_text("http://a.example/", now=NOW, cancel=cancel)
        assert str(stopped.report.outcome.undecided) == "cancelled"
    with pytest.raises(ValueError, match="closed"):
        scanner.scan_text("hello")


def test_the_program_of_the_book_finds_a_link() -> None:
    page = (TESTDATA.parent.parent / "docs/src/links.md").read_text()
    (program,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(program.splitlines()) <= 20
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(program, "links.md", "exec"), {})
    assert out.getvalue().startswith("A link here is a harmless test link")
