"""All that a site consists of at the moment for which it is built, and what of it is made late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .catalogue import Output, catalogue
from .clock import Clock
from .features import Features
from .site import Site

WITH_ADDRESS: Final = ("poster", "copy", "copy code", "embed")
"""The kinds of outputs that are there only where the site knows its own address."""


def all_outputs(site: Site, features: Features) -> list[Output]:
    """Every output of the site."""
    return list(catalogue(site.plain_index, Clock(site.now), features))


def made_later(site: Site, features: Features) -> Iterator[str]:
    """The files of the site that are no pages, and to which pages may link."""
    for output in catalogue(site.plain_index, Clock(site.now), features):
        if not output.is_page and (output.kind not in WITH_ADDRESS or site.site_url):
            yield output.address.file
