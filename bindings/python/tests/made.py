"""A folder of small pictures in many formats, some of them broken, and what the command line says of them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy
from conftest import COMMAND
from PIL import Image, ImageDraw

FORMATS = ["jpg", "png", "gif", "webp", "bmp", "tiff"]


def drawn(rng: Any) -> Image.Image:
    """Shapes over a cloud of noise."""
    width, height = (int(side) for side in rng.integers(40, 160, 2))
    cloud = Image.fromarray(rng.integers(0, 256, (5, 6, 3), dtype=numpy.uint8))
    picture = cloud.resize((width, height), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(picture)
    for _ in range(5):
        x, y, w, h = (int(value) for value in rng.integers(1, 60, 4))
        pen.ellipse([x, y, x + w, y + h], fill=tuple(int(one) for one in rng.integers(0, 256, 3)))
    return picture


def broken(rng: Any, data: bytes) -> bytes:
    """Cut short, flipped, empty, or nothing that is known."""
    kind = int(rng.integers(0, 4))
    if kind == 0:
        return data[: int(rng.integers(1, len(data)))]
    if kind == 1:
        return bytes(one ^ (int(rng.integers(0, 256)) if place > 20 else 0) for place, one in enumerate(data[:400])) + data[400:]
    return b"" if kind == 2 else bytes(rng.integers(0, 256, 300, dtype=numpy.uint8))


def folder(place: Path, count: int, share_broken: float = 0.05) -> list[Path]:
    """So many files; of the broken ones one is missing, and one is a folder."""
    rng = numpy.random.default_rng(19)
    paths = []
    for number in range(count):
        path = place / f"{number:05}.{FORMATS[number % len(FORMATS)]}"
        drawn(rng).save(path)
        if rng.random() < share_broken:
            path.write_bytes(broken(rng, path.read_bytes()))
        paths.append(path)
    (place / "folder.jpg").mkdir()
    return [*paths, place / "missing.jpg", place / "folder.jpg"]


def said(*arguments: str, files: list[Path]) -> dict[str, Any]:
    """What the command says of each file in JSON, by its name. Folders are not opened, so it is not asked about them."""
    names = "\0".join(str(path) for path in files if not path.is_dir())
    done = subprocess.run(
        [COMMAND, *arguments, "--json", "--files-from", "-", "-0"], input=names, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1, 3), done.stderr
    return {line["file"]: line for line in map(json.loads, done.stdout.splitlines())}


def hashed(line: dict[str, Any]) -> dict[str, Any]:
    """A line of `presend hash` as a row has it."""
    contents = [
        {"part": one["part"], "kind": one["kind"], "bytes": one["bytes"], **one["digests"], "undecided": reason(one["undecided"])}
        for one in line["contents"]
    ]
    facts = {name: line[name] for name in ("kind", "bytes")} | line["digests"]
    return facts | {"path": line["file"], "pictures": line["parts"], "contents": contents, "undecided": reason(line["undecided"])}


def scanned(line: dict[str, Any]) -> dict[str, Any]:
    """A line of `presend scan` as a row has it. The token is random."""
    verified = {one["name"]: one["verified"] for one in line["sets"]}
    findings = [{**one, "verified": verified[one["set"]]} for one in line["findings"]]
    for one in findings:
        del one["token"]
        assert one.pop("lent") is None, "at a desk no hash is lent"
    facts = {name: line[name] for name in ("kind", "outcome", "decision", "cleared")}
    return facts | line["coverage"] | {"path": line["file"], "findings": findings, "undecided": reason(line["undecided"])}


def reason(given: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if given is None else {"reason": given["reason"], "limit": given.get("limit")}
