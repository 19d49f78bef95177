"""Near copies in a content folder; what is known of its texts is kept between runs."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from chaguan.check.charter import citing
from chaguan.check.originality import near_copies
from chaguan.check.samples import as_bytes, from_bytes, sampled
from chaguan.model import Community, Problem

KEPT_IN: Final = Path(".cache/chaguan/samples")
"""Beside the content folder; safe to delete."""


def copies(
    folder: Path, community: Community, asked: Collection[str], added: Collection[str] = ()
) -> tuple[Problem, ...]:
    """OR101 and OR102 for the posts at the paths `asked`; `added` are those new with a change."""
    if not any(post.path in asked for post in community.posts):
        return ()
    path = folder.resolve().parent / KEPT_IN
    known = from_bytes(_read(path))
    samples, now_known = sampled(community, known)
    if now_known.keys() != known.keys():
        with suppress(OSError):  # where nothing can be kept, the next run takes longer
            _write(path, as_bytes(now_known))
    return tuple(citing(near_copies(community, samples, asked, added), community))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _write(path: Path, raw: bytes) -> None:
    """Put the whole file in its place at once: another run may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(raw)
    os.replace(file.name, path)
