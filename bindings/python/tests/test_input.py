"""Every form in which a picture may be handed over, and odd ones."""

import io
import os
from pathlib import Path
from typing import Any

import numpy
import pytest
from conftest import TESTDATA
from PIL import Image

import presend

CAT = TESTDATA / "photos/cat.jpg"


def rgb() -> Image.Image:
    return Image.open(CAT).convert("RGB")


def test_a_path_its_text_and_its_bytes_are_the_same() -> None:
    wanted = presend.hash(CAT)
    data = CAT.read_bytes()
    for given in (str(CAT), data, bytearray(data), memoryview(data)):
        assert presend.hash(given) == wanted
    assert wanted.pdq is not None and wanted.pdq.quality == 100


def test_an_image_and_its_array_are_the_same_and_near_to_the_file() -> None:
    image = rgb()
    of_image, of_array = presend.hash(image), presend.hash(numpy.asarray(image))
    assert of_image == of_array
    assert of_image.digests == presend.Digests(None, None, None, None)
    found, wanted = of_image.pdq, presend.hash(CAT).pdq
    assert found is not None and wanted is not None and found.distance(wanted) <= 2


def test_an_array_that_is_not_contiguous_is_the_picture_that_it_shows() -> None:
    array = numpy.asarray(rgb())
    assert presend.hash(array[::2, ::-1]) == presend.hash(numpy.ascontiguousarray(array[::2, ::-1]))


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "CMYK", "LA", "I;16", "1", "YCbCr"])
def test_every_mode_of_pillow_is_hashed(mode: str) -> None:
    image = rgb().convert("L").convert("I").point(lambda v: v * 256).convert("I;16") if mode == "I;16" else rgb().convert(mode)
    assert len(presend.hash(image).pictures) == 1


@pytest.mark.parametrize("given", [None, 3, 2.5, ["a"], object()])
def test_what_is_no_form_of_a_picture_is_a_type_error(given: Any) -> None:
    with pytest.raises(TypeError):
        presend.hash(given)


@pytest.mark.parametrize("shape", [(4,), (4, 4, 2), (4, 4, 5), (1, 4, 4, 3)])
def test_an_array_of_another_shape_is_a_value_error(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="shape"):
        presend.hash(numpy.zeros(shape, dtype=numpy.uint8))


def test_an_array_of_other_numbers_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="unsigned bytes"):
        presend.hash(numpy.zeros((8, 8), dtype=numpy.float32))


def test_a_file_that_cannot_be_opened_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        presend.hash(tmp_path / "none.jpg")
    with pytest.raises(IsADirectoryError):
        presend.hash(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a regular file"):
        presend.hash(tmp_path / "pipe")
    with pytest.raises(ValueError, match="null"):
        presend.hash("a\0b")


def test_a_name_that_is_no_text_is_opened(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xfe.jpg"
    Path(os.fsdecode(name)).write_bytes(CAT.read_bytes())
    assert presend.hash(os.fsdecode(name)) == presend.hash(CAT)


def test_nothing_is_undecided_as_empty() -> None:
    assert presend.hash(b"").undecided == presend.Undecided(presend.Reason.EMPTY)
    assert presend.hash(numpy.zeros((0, 0), dtype=numpy.uint8)).undecided is not None


def test_every_cut_of_a_file_has_a_reason() -> None:
    data = CAT.read_bytes()
    for length in range(0, len(data), 997):
        assert presend.hash(data[:length]).undecided is not None, length


def test_pixels_that_are_fewer_than_they_should_be_are_undecided() -> None:
    assert presend.hash(presend.Pixels(bytes(11), 2, 2)).undecided is not None
    with pytest.raises(ValueError, match="negative"):
        presend.Pixels(b"", -1, 2)


def test_a_limit_that_is_passed_is_named() -> None:
    import dataclasses

    small = dataclasses.replace(presend.Limits.default(), max_pixels=100)
    assert presend.hash(CAT, limits=small).undecided == presend.Undecided(presend.Reason.OVER_LIMIT, "max_pixels")
    with pytest.raises(ValueError, match="negative"):
        dataclasses.replace(small, max_parts=-1)


def test_frames_of_an_animation_have_their_times_and_vpdq_lines() -> None:
    frames = [rgb().rotate(turn) for turn in (0, 90, 180)]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=100)
    found = presend.hash(file.getvalue())
    assert [one.time_ms for one in found.pictures] == [0, 100, 200]
    lines = found.vpdq().splitlines()
    assert len(lines) == 3
    assert found.pictures[1].pdq.hex in lines[1]


def test_a_hash_is_so_many_bits_from_another() -> None:
    pdq = presend.Pdq("0" * 64, 100)
    assert (pdq.distance("f" * 64), pdq.distance(presend.Pdq("0" * 63 + "3", 0))) == (256, 2)
    with pytest.raises(ValueError):
        pdq.distance("00")
