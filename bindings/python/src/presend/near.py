"""Near neighbours among many hashes."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import presend._native.presend_python as native
from presend.errors import BadHashes, named
from presend.hashes import PDQ_BYTES, Pdq

_PAIR = struct.Struct("<III")

# So many queries at once: what is found of them is held in memory.
_AT_ONCE = 64


class Pair(NamedTuple):
    """Place of the query, place of the entry, and the bits in which they differ."""

    query: int
    entry: int
    bits: int


class NearIndex:
    """Many PDQ hashes, to find those near to others. About 100 bytes of memory a hash, and 4 MiB.

    It never changes and may be used by many threads at once.
    """

    def __init__(self, hashes: Iterable[Pdq | str | bytes] | bytes) -> None:
        self._packed = packed(hashes)
        with named():
            self._handle = native.NearIndex(self._packed)

    def __len__(self) -> int:
        return int(self._handle.count())

    def within(
        self, queries: Sequence[Pdq | str | bytes] | bytes, max_bits: int, most: int | None = None
    ) -> Iterator[Pair]:
        """Every entry at most `max_bits` (0 to 256) from each query, the nearest first; `most` of each query at most.

        Exact: nothing is missed. Up to 47 bits it is found by bands, beyond that by comparing with all.
        """
        if not 0 <= max_bits <= 256 or (most is not None and not 0 < most < 1 << 32):
            raise ValueError("max_bits is 0 to 256, and most is positive")
        asked = packed(queries)
        step = PDQ_BYTES * _AT_ONCE
        for start in range(0, len(asked), step):
            with named():
                found = self._handle.within(asked[start : start + step], max_bits, most)
            first = start // PDQ_BYTES
            for query, entry, bits in _PAIR.iter_unpack(found):
                yield Pair(first + query, entry, bits)

    def __reduce__(self) -> tuple[type[NearIndex], tuple[bytes]]:
        return NearIndex, (self._packed,)


def packed(hashes: Iterable[Pdq | str | bytes] | bytes) -> bytes:
    """Hashes one after the other, 32 bytes each. Raises `BadHashes` for anything else."""
    if isinstance(hashes, bytes):
        data = hashes
    else:
        each = [_bytes(one) for one in hashes]
        if any(len(one) != PDQ_BYTES for one in each):
            raise BadHashes("a PDQ hash has 64 hex digits, or 32 bytes")
        data = b"".join(each)
    if len(data) % PDQ_BYTES:
        raise BadHashes("hashes of 32 bytes each")
    return data


def _bytes(one: Pdq | str | bytes) -> bytes:
    if isinstance(one, bytes):
        return one
    try:
        return bytes.fromhex(one.hex if isinstance(one, Pdq) else one)
    except ValueError:
        raise BadHashes("a PDQ hash has 64 hex digits, or 32 bytes") from None
