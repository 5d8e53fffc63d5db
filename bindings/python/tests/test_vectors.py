"""The vectors that every language passes."""

from typing import Any

from conftest import NOW, TESTDATA, list_scanner

import presend


def test_every_file_has_the_kind_digests_and_reason_of_the_vectors(vectors: Any) -> None:
    files = vectors["files"]["files"]
    assert len(files) >= 19
    for file in files:
        found = presend.hash(TESTDATA / file["file"])
        assert (found.kind, found.length) == (file["kind"], file["bytes"])
        assert (found.digests.sha256, found.digests.md5) == (file["sha256"], file["md5"])
        assert (found.undecided and str(found.undecided)) == file["undecided"], file["file"]


def test_every_frame_of_every_file_has_the_hashes_of_the_vectors(vectors: Any) -> None:
    checked = 0
    for file in vectors["files"]["files"]:
        own = [one for one in presend.hash(TESTDATA / file["file"]).pictures if one.part == ""]
        assert len(own) == len(file["frames"])
        for wanted, got in zip(file["frames"], own, strict=True):
            assert (got.frame, got.width, got.height) == (wanted["frame"], wanted["width"], wanted["height"])
            assert got.pdq.quality == wanted["quality"]
            for name in ("pdq", "pdq512"):
                if wanted.get(name) is not None:
                    assert getattr(got, name).hex == wanted[name], file["file"]
                    checked += 1
    assert checked >= 26


def drawn(picture: Any) -> presend.Pixels:
    """By the formula that the vectors state."""
    width, height, waves = picture["width"], picture["height"], picture["channels"]

    def sample(wave: list[int], x: int, y: int) -> int:
        ax, ay, q, p = wave
        return abs((ax * x + ay * y + x * y // q) % (2 * p) - p) * 255 // p

    data = bytes(sample(wave, x, y) for y in range(height) for x in range(width) for wave in waves)
    return presend.Pixels(data, width, height, presend.PixelFormat.RGB8 if len(waves) == 3 else presend.PixelFormat.GRAY8)


def test_every_drawn_picture_has_the_hashes_of_the_vectors_in_eight_orientations(vectors: Any) -> None:
    pictures = vectors["pdq"]["pictures"]
    assert len(pictures) >= 11
    for wanted in pictures:
        (got,) = presend.hash(drawn(wanted)).pictures
        assert [str(name) for name in got.turned] == list(wanted["pdq"])
        for name, hash in wanted["pdq"].items():
            turned = got.turned[presend.Orientation(name)]
            assert turned.quality == hash["quality"]
            assert hash["hash"] in (None, turned.hex), f"{wanted['name']} {name}"
        assert wanted["pdq512"]["hash"] in (None, got.pdq512.hex)


def test_every_scan_comes_to_the_outcome_decision_and_findings_of_the_vectors(vectors: Any) -> None:
    scans = vectors["scans"]["scans"]
    assert len(scans) >= 9
    for wanted in scans:
        with list_scanner(wanted["list"]) as scanner:
            checked = scanner.scan(TESTDATA / wanted["file"], now=NOW)
        name = wanted["name"]
        assert str(checked.report.outcome) == wanted["outcome"], name
        assert checked.decision.action == wanted["decision"], name
        got = [(str(one.evidence), one.distance_bits, one.variant) for one in checked.report.findings]
        turned = [None if one["variant"] is None else presend.Turned(presend.Orientation(one["variant"])) for one in wanted["findings"]]
        assert got == [
            (one["evidence"], one["distance_bits"], variant)
            for one, variant in zip(wanted["findings"], turned, strict=True)
        ], name
