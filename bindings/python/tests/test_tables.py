"""Columns and files of them."""

from pathlib import Path
from typing import Any

import made
import pyarrow as pa
import pytest
from conftest import NOW

import presend
from presend import tables


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return made.folder(tmp_path_factory.mktemp("made"), 300, share_broken=0.2)


def rows(batches: Any) -> list[dict[str, Any]]:
    held = list(batches)
    assert all(one.num_rows <= 200 for one in held)
    return [row for one in held for row in one.to_pylist()]


def without_error(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "error"}


def test_rows_are_the_lines_of_the_command(files: list[Path]) -> None:
    wanted = made.said("hash", files=files)
    found = rows(tables.hash_files(files))
    assert [row["path"] for row in found] == [str(path) for path in files]
    for row in found[:-1]:
        assert without_error(row) == made.hashed(wanted[row["path"]]), row["path"]
    assert [row["error"] for row in found[-3:]] == [None, "ENOENT", "EISDIR"]


def test_scans_are_the_lines_of_the_command(files: list[Path], tmp_path: Path) -> None:
    table = pa.Table.from_batches(list(tables.hash_files(files)))
    hashes = [one["pdq"] for one in tables.pictures(table).to_pylist()[::3] if one["pdq_quality"] >= 50]
    (tmp_path / "list.txt").write_text("".join(f"pdq:{one}\n" for one in hashes))
    wanted = made.said("scan", "--list", str(tmp_path / "list.txt"), files=files)
    scanner = presend.Scanner([presend.KnownSet.read_list(tmp_path / "list.txt")], edits=presend.EditProfile.FULL)
    found = rows(tables.scan_files(files, scanner, now=NOW))
    for row in found[:-1]:
        assert without_error(row) == made.scanned(wanted[row["path"]]), row["path"]
    assert {row["outcome"] for row in found} >= {"match", "clean", "undecided"}
    assert [row["outcome"] for row in found[-2:]] == ["undecided", "undecided"]


def test_parquet_and_csv_hold_what_was_written(files: list[Path], tmp_path: Path) -> None:
    table = pa.Table.from_batches(list(tables.hash_files(files)))
    assert tables.write(table, tmp_path / "a.parquet") == len(files)
    assert tables.read(tmp_path / "a.parquet").equals(table)
    pictures = tables.pictures(table)
    assert tables.write(pictures, tmp_path / "a.csv") == pictures.num_rows > 200
    again = tables.read(tmp_path / "a.csv")
    assert again.select(["path", "pdq", "pdq512", "part"]).equals(pictures.select(["path", "pdq", "pdq512", "part"]))
    for name in (tmp_path / "a.csv", tmp_path / "a.txt"):
        with pytest.raises(ValueError):
            tables.write(table, name)


def test_a_set_is_made_of_columns(files: list[Path], tmp_path: Path) -> None:
    tables.write(tables.hash_files(files[:20]), tmp_path / "a.parquet")
    known = tables.known_set("mine", tables.read(tmp_path / "a.parquet"))
    whole = [path for path in files[:20] if path.stat().st_size > 0]
    for path in whole:
        (finding, *_) = presend.Scanner([known]).scan(path, now=NOW).report.findings
        assert finding.evidence is presend.Evidence.EXACT
    with pytest.raises(ValueError, match="none of the columns"):
        tables.known_set("mine", pa.table({"a": [1]}))
    with pytest.raises(presend.BadList, match="2"):
        tables.known_set("mine", pa.table({"md5": ["0" * 32, "nonsense"]}))
