"""The call of PyPI's `pdqhash`, with the same bits: `from presend.compat import pdqhash`."""

from __future__ import annotations

from typing import Any

import numpy

from presend.hashes import Pdq
from presend.hashes import hash as fingerprints

def compute(image: Any) -> tuple[numpy.ndarray[Any, numpy.dtype[numpy.int64]], int]:
    """The 256 bits of the PDQ hash, each a whole number of 0 or 1, the first bit first; and the quality, 0 to 100.

    `image` is an array of unsigned bytes, (height, width) for grey or (height, width, 3) for RGB.
    Raises `ValueError` for another form, and for a picture that is over Presend's limits.
    """
    array = numpy.ascontiguousarray(image)
    found = fingerprints(array)
    if found.undecided is not None or found.pdq is None:
        raise ValueError(f"not hashed: {found.undecided}")
    return bits(found.pdq), found.pdq.quality


def bits(pdq: Pdq) -> numpy.ndarray[Any, numpy.dtype[numpy.int64]]:
    """A hash as `pdqhash` has it: 256 whole numbers of 0 or 1."""
    return numpy.unpackbits(numpy.frombuffer(bytes.fromhex(pdq.hex), dtype=numpy.uint8)).astype(numpy.int64)


def to_hex(vector: Any) -> str:
    """The other way: 64 hex digits of 256 values of 0 or 1."""
    packed = numpy.packbits(numpy.asarray(vector, dtype=numpy.uint8))
    if packed.size != 32:
        raise ValueError("256 bits make a hash")
    return packed.tobytes().hex()
