"""What outputs are made of, for those who make them: the site as it is now, and its texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from chaguan.build.fingerprints import Fingerprints
from chaguan.model import Record
from chaguan.site.page_spec import PageSpec
from chaguan.site.site import Site

from .excerpts import Body
from .page_context import PageContext

Render = Callable[..., str]
"""A template, which is given what it shows by name."""


class Materials(Protocol):
    """Whoever keeps the site; while serving, another takes its place."""

    site: Site
    fingerprints: Fingerprints
    contexts: Mapping[str, PageContext]
    """By language."""

    def body(self, record: Record, language: str) -> Body:
        """A record's text as its page in `language`, or in the nearest it has, shows it."""


class RenderedPage(Protocol):
    """A page of ours, with its text."""

    spec: PageSpec

    @property
    def body(self) -> Body:
        """Its text as HTML."""

    @property
    def plain_title(self) -> str:
        """What it is called, without markup and unescaped."""
