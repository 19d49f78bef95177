"""All the Markdown that a community wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from chaguan.load import Prose, prose_of
from chaguan.model import Community

_HAN: Final = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


def letters(text: str) -> int:
    """How long `text` is without spaces and marks; 漢字 and their like say as much as three."""
    return sum(map(str.isalnum, text)) + 2 * len(_HAN.findall(text))


def texts(community: Community) -> Iterator[Prose]:
    """Everything that the community wrote in Markdown."""
    for record in community.records():
        yield from prose_of(record)
