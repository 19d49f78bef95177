"""Digests of texts and bytes, by which two builds tell that a thing is the same."""

from __future__ import annotations

from hashlib import blake2b

SIZE = 16
"""Bytes of a digest: enough that no two things of one site share one by chance."""


def digest(*parts: str | bytes) -> bytes:
    """A digest of some texts, each apart from the next."""
    whole = blake2b(digest_size=SIZE)
    for part in parts:
        raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        whole.update(len(raw).to_bytes(8, "little"))
        whole.update(raw)
    return whole.digest()
