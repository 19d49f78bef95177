"""An id from any title: plain letters, digits and hyphens that people can type and read out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count
from typing import Final

from anyascii import anyascii

LONGEST: Final = 40
"""Characters; an address has to fit on a poster."""
_IDEOGRAPH: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def plain_id(title: str) -> str:
    """`title` in ASCII, a syllable for each 漢字; empty where nothing of it can be said.

    `春茶會` becomes `chun-cha-hui`, `Café Ångström` becomes `cafe-angstrom`.
    """
    composed = unicodedata.normalize("NFKC", title)
    spelled = _IDEOGRAPH.sub(lambda found: f" {anyascii(found.group())} ", composed)
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", anyascii(spelled)).lower())
    id = ""
    for word in words:
        longer = f"{id}-{word}" if id else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        id = longer
    return id


def free(id: str, taken: Container[str]) -> str:
    """`id`, else `id-2`, else `id-3`: the first that is not taken."""
    if id not in taken:
        return id
    return next(each for number in count(2) if (each := f"{id}-{number}") not in taken)
