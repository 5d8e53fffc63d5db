"""Sets, pins and the store."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from conftest import COMMAND, NOW

import presend

MADE = presend.testkit.verified_set()


def test_pins_say_whom_they_trust() -> None:
    assert MADE.pins.set == MADE.name
    assert len(MADE.pins.authorities) >= MADE.pins.quorum_authorities >= 1
    with pytest.raises(presend.BadPins):
        presend.Pins("nonsense")


def test_a_verified_set_says_that_it_is() -> None:
    known = presend.KnownSet.verified(MADE.first, MADE.pins, NOW)
    assert known.reference == presend.SetRef(MADE.name, 1, True)
    assert known.rows > 0


def test_a_set_that_was_changed_is_refused_by_the_name_of_the_check() -> None:
    with pytest.raises(presend.Refused) as changed:
        presend.KnownSet.verified(MADE.refused, MADE.pins, NOW)
    assert changed.value.name and changed.value.reason
    for cut in range(0, len(MADE.first), 101):
        with pytest.raises(presend.Refused):
            presend.KnownSet.verified(MADE.first[:cut], MADE.pins, NOW)
    for place in range(0, len(MADE.first), 97):
        flipped = bytearray(MADE.first)
        flipped[place] ^= 1
        with pytest.raises(presend.Refused):
            presend.KnownSet.verified(bytes(flipped), MADE.pins, NOW)


def test_a_bad_list_is_refused_with_its_line() -> None:
    with pytest.raises(presend.BadList, match="2"):
        presend.KnownSet.from_list("a", "md5:" + "0" * 32 + "\nnonsense")


def test_the_store_installs_updates_and_goes_back(tmp_path: Path) -> None:
    store = presend.SetStore(tmp_path / "sets", [MADE.pins], tmp_path / "vault", NOW)
    assert store.names == (MADE.name,)
    assert store.status(MADE.name, NOW).freshness is presend.Freshness.MISSING
    with pytest.raises(presend.Refused):
        store.install(MADE.name, MADE.refused, NOW)
    store.install(MADE.name, MADE.first, NOW)
    assert (store.status(MADE.name, NOW).version, store.origin(MADE.name).version) == (1, 1)
    store.apply(MADE.name, MADE.delta, NOW)
    assert store.status(MADE.name, NOW).version == 2
    store.rollback(MADE.name, NOW)
    assert store.status(MADE.name, NOW).version == 1
    assert len(store.origin(MADE.name).signers) >= MADE.pins.quorum_authorities
    assert store.origin(MADE.name).basis == "urn:example:test-kit"
    with pytest.raises(presend.Refused):
        store.status("another", NOW)


def test_a_scanner_of_a_store_finds_what_its_set_has(tmp_path: Path, picture: bytes) -> None:
    (tmp_path / "1.khs").write_bytes(MADE.first)
    store = presend.SetStore(tmp_path / "sets", [MADE.pins], tmp_path / "vault", NOW)
    store.install(MADE.name, tmp_path / "1.khs", NOW)
    report = presend.Scanner(store=store).scan(picture, now=NOW).report
    assert report.sets == (presend.SetRef(MADE.name, 1, True),)
    assert str(report.outcome) == "match"


def test_the_journal_has_what_was_decided_and_the_command_reads_it(tmp_path: Path, picture: bytes) -> None:
    folder = tmp_path / "journal"
    with presend.Scanner([presend.KnownSet.demo()], journal=folder) as scanner:
        assert scanner.scan(picture, now=NOW).recorded == "yes"
    done = subprocess.run([COMMAND, "journal", "verify", os.fspath(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_explanation_is_in_the_language_asked_for(picture: bytes) -> None:
    checked = presend.Scanner([presend.KnownSet.demo()]).scan(picture, now=NOW)
    english, dutch = (checked.explain(language=one) for one in presend.Language)
    assert english != dutch and "test picture" in english
    assert len({checked.explain(level) for level in presend.Level}) == 3


def test_a_plain_list_of_a_file_is_named_by_it(tmp_path: Path, picture: bytes) -> None:
    sha256 = presend.hash(picture).digests.sha256
    (tmp_path / "mine.txt").write_text(f"sha256:{sha256}\n")
    known = presend.KnownSet.read_list(tmp_path / "mine.txt")
    (finding, *_) = presend.Scanner([known]).scan(picture, now=NOW).report.findings
    assert (finding.set.name, finding.evidence) == ("mine.txt", presend.Evidence.EXACT)
    assert json.loads(json.dumps(finding.evidence)) == "exact"


def test_a_hash_that_nobody_lends_is_named_as_not_compared() -> None:
    known = presend.KnownSet.from_list("lent", "lent:made-up:" + "01" * 144 + " md5:" + "01" * 16)
    with presend.Scanner([known]) as scanner:
        said = scanner.not_compared
        report = scanner.scan(presend.testkit.pictures()["canary-1.bmp"], now=NOW).report
    assert str(report.outcome) == "clean"
    assert report.not_compared == said == (presend.NotCompared("made-up", "", presend.LentFault.NO_CODE_LENT),)
