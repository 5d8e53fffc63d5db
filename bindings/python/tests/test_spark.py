"""Data frames of a Spark that runs here, on two cores: the same rows as the command line, whatever happens."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import made
import pytest
from conftest import NOW

import presend
import presend.testkit
from presend import spark as ours
from presend import tables

os.environ["PYSPARK_PYTHON"] = sys.executable
COUNT = 2000


@pytest.fixture(scope="session")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2,4]").appName("presend").config("spark.ui.enabled", "false")
    for name, value in {
        "spark.sql.execution.arrow.maxRecordsPerBatch": "200",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.sql.shuffle.partitions": "4",
    }.items():
        builder = builder.config(name, value)
    made_session = builder.getOrCreate()
    made_session.sparkContext.setLogLevel("ERROR")
    yield made_session
    made_session.stop()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return made.folder(tmp_path_factory.mktemp("made"), COUNT)


@pytest.fixture(scope="module")
def frame(session: Any, files: list[Path]) -> Any:
    paths = [(str(path),) for path in files]
    random.Random(1).shuffle(paths)
    return session.createDataFrame(paths, "path string").repartition(8)


def rows(df: Any) -> dict[str, dict[str, Any]]:
    collected = [row.asDict(recursive=True) for row in df.collect()]
    found = {row["path"]: row for row in collected}
    assert len(found) == len(collected), "a row is there twice"
    return found


def same(found: dict[str, dict[str, Any]], wanted: dict[str, dict[str, Any]], files: list[Path]) -> None:
    assert found.keys() == {str(path) for path in files}
    for path, row in found.items():
        error = row.pop("error")
        if path.endswith("folder.jpg"):
            assert error == "EISDIR"
        else:
            assert row == wanted[path]
            assert error == ("ENOENT" if path.endswith("missing.jpg") else None)


def test_hashes_are_the_lines_of_the_command_row_for_row(frame: Any, files: list[Path]) -> None:
    wanted = {name: made.hashed(line) for name, line in made.said("hash", files=files).items()}
    found = rows(ours.hash_files(frame))
    assert len([row for row in found.values() if row["undecided"]]) > COUNT * 0.03
    same(found, wanted, files)


def known(files: list[Path], place: Path) -> Path:
    """A plain list of every tenth picture."""
    batches = tables.hash_files(files[::10])
    hashes = [one["pdq"] for batch in batches for one in tables.pictures(batch).to_pylist() if one["pdq_quality"] >= 50]
    (place / "list.txt").write_text("".join(f"pdq:{one}\n" for one in hashes))
    return place / "list.txt"


def test_scans_are_the_lines_of_the_command_row_for_row(frame: Any, files: list[Path], tmp_path: Path) -> None:
    listed = known(files, tmp_path)
    lines = made.said("scan", "--edits", "none", "--list", str(listed), files=files)
    wanted = {name: made.scanned(line) for name, line in lines.items()}
    found = rows(ours.scan_files(frame, presend.KnownSet.read_list(listed), now=NOW, edits=presend.EditProfile.NONE))
    assert {row["outcome"] for row in found.values()} >= {"match", "clean", "undecided"}
    same(found, wanted, files)


def test_a_verified_set_goes_to_the_workers_whole(session: Any, files: list[Path]) -> None:
    made_set = presend.testkit.verified_set()
    known = presend.KnownSet.verified(made_set.first, made_set.pins, NOW)
    pictures = presend.testkit.pictures()
    contents = [*pictures.items(), *((str(one), one.read_bytes()) for one in files[:40])]
    frame = session.createDataFrame(contents, "name string, content binary").repartition(4)
    found = rows(ours.scan_files(frame, known, path="name", content="content", now=NOW))
    assert found.keys() == {name for name, _ in contents}
    with presend.Scanner([known]) as scanner:
        for name, content in contents:
            assert found[name]["outcome"] == scanner.scan(content, now=NOW).report.outcome.kind
    for name in pictures:
        sets = {(one["set"], one["verified"]) for one in found[name]["findings"]}
        assert sets == {(made_set.name, True)}
    # The made set lasts ten years.
    after_its_end = rows(ours.scan_files(frame, known, path="name", content="content", now=NOW + 11 * 365 * 86_400))
    assert {row["outcome"] for row in after_its_end.values()} == {"undecided"}


def test_bytes_in_a_column_are_hashed_too_if_batches_are_small(session: Any, files: list[Path]) -> None:
    some = files[:300]
    frame = session.createDataFrame([(str(one), one.read_bytes()) for one in some], "name string, content binary")
    found = rows(ours.hash_files(frame, path="name", content="content"))
    assert {row["sha256"] for row in found.values()} == {presend.hash(one).digests.sha256 for one in some}
    setting = "spark.sql.execution.arrow.maxRecordsPerBatch"
    for records in ("10000", "0", "-1"):
        session.conf.set(setting, records)
        try:
            with pytest.raises(ValueError, match="maxRecordsPerBatch"):
                ours.hash_files(frame, path="name", content="content")
        finally:
            session.conf.set(setting, "200")


def test_a_null_is_a_row_with_a_reason(session: Any) -> None:
    frame = session.createDataFrame([(None, None), ("a", None)], "path string, content binary")
    for df in (ours.hash_files(frame), ours.hash_files(frame, content="content")):
        assert [row["error"] is not None for row in df.collect()] == [True, True]


def workers() -> list[int]:
    """The processes of Spark's that run Python and are no daemon: those of this session's JVM alone."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    lines = [line.split(None, 2) for line in listed.splitlines()[1:]]
    children: dict[int, list[int]] = {}
    for pid, parent, _ in lines:
        children.setdefault(int(parent), []).append(int(pid))
    daemons = {int(pid) for pid, _, text in lines if "pyspark.daemon" in text or "pyspark/daemon" in text}
    ours_, queue = set(), [os.getpid()]
    while queue:
        one = queue.pop()
        ours_.add(one)
        queue += children.get(one, [])
    top = {one for one in daemons & ours_ if not any(one in children.get(other, []) for other in daemons)}
    return [child for one in top for child in children.get(one, [])]


def test_a_worker_that_is_killed_in_the_middle_loses_no_row(frame: Any, files: list[Path]) -> None:
    import threading

    wanted = {name: made.hashed(line) for name, line in made.said("hash", files=files).items()}
    killed: list[int] = []
    done = threading.Event()

    def kill() -> None:
        while not done.is_set() and not killed:
            for pid in workers()[:1]:
                time.sleep(0.05)
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
            time.sleep(0.01)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        found = rows(ours.hash_files(frame))
    finally:
        done.set()
        killer.join()
    assert killed, "no worker was there to be killed"
    same(found, wanted, files)


def test_all_pairs_are_those_of_the_index(session: Any, files: list[Path]) -> None:
    hashes = [(str(one), presend.hash(one).pdq) for one in files[:1200] if one.exists()]
    usable = [(path, pdq.hex) for path, pdq in hashes if pdq is not None and pdq.quality >= 50]
    near = [(f"near {path}", f"{int(pdq, 16) ^ 0b1011 << 100:064x}") for path, pdq in usable[::7]]
    odd = [("none", None), ("odd", "nonsense")]
    left = session.createDataFrame(usable + near + odd, "path string, pdq string").repartition(3)
    right = session.createDataFrame(usable, "path string, pdq string")
    for most in (None, 1):
        found = ours.nearest(left, right, 31, most=most).collect()
        index = presend.NearIndex([pdq for _, pdq in usable])
        asked = usable + near
        pairs = index.within([pdq for _, pdq in asked], 31, most)
        wanted = sorted((asked[one.query][0], usable[one.entry][0], one.bits) for one in pairs)
        assert len(wanted) >= len(asked)
        assert sorted((row["left"], row["right"], row["bits"]) for row in found if row["error"] is None) == wanted
        assert [(row["left"], row["error"]) for row in found if row["error"]] == [("odd", "BadHashes")]
    with pytest.raises(ValueError, match="0 to 256"):
        ours.nearest(left, right, 257)
