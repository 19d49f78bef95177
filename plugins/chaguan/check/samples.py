"""The samples of a community's texts, and the bytes in which they are kept between runs."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Mapping
from hashlib import blake2b
from typing import Final

from chaguan.locales.han import VERSION as CHARACTERS

from .shingles import KEPT, LENGTH, sample

Samples = Mapping[bytes, "array[int]"]
"""The sample of a text by the digest of the text."""

DIGEST: Final = 16
_HEAD: Final = f"chaguan samples 1 {LENGTH} {KEPT} {CHARACTERS} {sys.byteorder}\n".encode()
"""What they were made by; samples made otherwise are made anew."""


def digest(text: str) -> bytes:
    """What a text is known by, whatever its file is called."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def samples_of(texts: Mapping[str, str], known: Samples) -> tuple[dict[str, array[int]], Samples]:
    """Every text's sample by path, and the same by digest; what is `known` is not made again."""
    by_path: dict[str, array[int]] = {}
    by_digest: dict[bytes, array[int]] = {}
    for path, text in texts.items():
        key = digest(text)
        if key not in by_digest:
            by_digest[key] = known[key] if key in known else sample(text)
        by_path[path] = by_digest[key]
    return by_path, by_digest


def as_bytes(samples: Samples) -> bytes:
    """What `from_bytes` reads."""
    pieces = []
    for key in sorted(samples):
        pieces += [key, len(samples[key]).to_bytes(4, "big"), samples[key].tobytes()]
    body = b"".join(pieces)
    return _HEAD + blake2b(body, digest_size=DIGEST).digest() + body


def from_bytes(raw: bytes) -> Samples:
    """The samples that were kept; none where the bytes are broken or made otherwise."""
    start = len(_HEAD) + DIGEST
    body = memoryview(raw)[start:]
    if not raw.startswith(_HEAD) or raw[len(_HEAD) : start] != _sum(body):
        return {}
    found, at = {}, 0
    while at + DIGEST + 4 <= len(body):
        key = bytes(body[at : at + DIGEST])
        at += DIGEST + 4
        size = 4 * int.from_bytes(body[at - 4 : at], "big")
        numbers = array("I")
        numbers.frombytes(body[at : at + size])
        found[key] = numbers
        at += size
    return found


def _sum(body: memoryview) -> bytes:
    return blake2b(body, digest_size=DIGEST).digest()
