"""`presend.compat.pdqhash` against PyPI's pdqhash, on the pictures by which the project compares PDQ."""

import sys
from typing import Any

import numpy
import pdqhash as reference
import pytest
from conftest import TESTDATA
from PIL import Image

from presend.compat import pdqhash as ours

sys.path.insert(0, str(TESTDATA.parent.parent / "scripts"))
import verify_pdq  # noqa: E402


def pictures() -> list[Any]:
    """Every fifth picture of scripts/verify_pdq.py, and all that are of a photograph's own size."""
    every = list(verify_pdq.pictures([]))
    return every[::5] + [one for one in every if one[0].endswith(".jpg")]


def test_hash_and_quality_are_the_references_bit_for_bit() -> None:
    compared = 0
    for name, picture, _ in pictures():
        array = numpy.ascontiguousarray(picture)
        (wanted, wanted_quality), (got, quality) = reference.compute(array), ours.compute(array)
        assert got.dtype == wanted.dtype and got.shape == wanted.shape
        assert (got == wanted).all() and quality == wanted_quality, name
        compared += 1
    assert compared > 50


def test_a_hash_goes_to_digits_and_back() -> None:
    array = numpy.asarray(Image.open(TESTDATA / "photos/cat.jpg").convert("RGB"))
    vector, _ = ours.compute(array)
    assert len(ours.to_hex(vector)) == 64
    with pytest.raises(ValueError):
        ours.to_hex(vector[:9])
    with pytest.raises(ValueError):
        ours.compute(numpy.zeros((0, 4, 3), dtype=numpy.uint8))
