"""Near neighbours: the same as by comparing all with all."""

import pickle
from typing import Any

import numpy
import pytest

import presend


def naive(queries: Any, entries: Any, most: int) -> set[tuple[int, int, int]]:
    bits = numpy.unpackbits(queries[:, None, :] ^ entries[None, :, :], axis=2).sum(axis=2)
    return {(int(q), int(e), int(bits[q, e])) for q, e in zip(*numpy.nonzero(bits <= most), strict=True)}


def near_to(rng: Any, entries: Any, flips: int) -> Any:
    """Each an entry with so many bits flipped."""
    bits = numpy.unpackbits(entries, axis=1)
    for row in bits:
        row[rng.choice(256, flips, replace=False)] ^= 1
    return numpy.packbits(bits, axis=1)


@pytest.mark.parametrize("count", [0, 1, 3, 255, 2300])
@pytest.mark.parametrize("most", [0, 1, 15, 16, 31, 32, 47, 48, 100, 256])
def test_the_pairs_are_those_of_comparing_all_with_all(count: int, most: int) -> None:
    rng = numpy.random.default_rng(count + most)
    entries = rng.integers(0, 256, (count, 32), dtype=numpy.uint8)
    some = entries[:40]
    wanted_at = (0, most // 2, min(most, 256), min(most + 1, 256))
    queries = numpy.concatenate([near_to(rng, some, flips) for flips in wanted_at]) if count else some
    found = list(presend.NearIndex(entries.tobytes()).within(queries.tobytes(), most))
    assert len(found) == len(set(found))
    assert set(map(tuple, found)) == naive(queries, entries, most)


def test_bits_all_in_one_band_or_spread_over_all_are_found() -> None:
    entries = numpy.zeros((5000, 32), dtype=numpy.uint8)
    entries[1:] = numpy.random.default_rng(3).integers(0, 256, (4999, 32), dtype=numpy.uint8)
    index = presend.NearIndex(entries.tobytes())
    in_one = bytes([255, 255]) + bytes(30)
    two_in_each = bytes([0, 3] * 15 + [0, 1])
    for query, bits in ((in_one, 16), (two_in_each, 31)):
        assert (0, 0, bits) in set(map(tuple, index.within(query, bits)))
        assert list(index.within(query, bits - 1)) == []


def test_the_nearest_come_first_and_no_more_than_asked_for() -> None:
    rng = numpy.random.default_rng(5)
    entry = rng.integers(0, 256, (1, 32), dtype=numpy.uint8)
    entries = numpy.concatenate([near_to(rng, entry, flips) for flips in (9, 3, 30, 0)])
    found = list(presend.NearIndex(entries.tobytes()).within(entry.tobytes(), 31, most=3))
    assert found == [presend.Pair(0, 3, 0), presend.Pair(0, 1, 3), presend.Pair(0, 0, 9)]


def test_hashes_may_be_hex_bytes_or_of_a_picture_and_nothing_else() -> None:
    text = "0123456789abcdef" * 4
    index = presend.NearIndex([text, bytes.fromhex(text), presend.Pdq(text, 100)])
    assert len(index) == len(pickle.loads(pickle.dumps(index))) == 3
    assert [one.entry for one in index.within([text], 0)] == [0, 1, 2]
    for wrong in (["00"], ["g" * 64], [b"1"], b"1" * 33):
        with pytest.raises(presend.BadHashes):
            presend.NearIndex(wrong)  # type: ignore[arg-type]
        with pytest.raises(presend.BadHashes):
            list(index.within(wrong, 0))  # type: ignore[arg-type]
    for bits, most in ((-1, None), (257, None), (3, 0)):
        with pytest.raises(ValueError, match="0 to 256"):
            list(index.within([text], bits, most))
