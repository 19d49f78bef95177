"""Ordinary pages, and what a page's front matter may say."""

from __future__ import annotations

from functools import partial
from typing import Final

from chaguan.model import Page, RecordId
from chaguan.source import Mapping, Markdown

from .fields import Field, ListOf, made, read_fields
from .links import OldAddress
from .reading import Reading, report_misleading
from .times import DayOnly
from .words import Line

FIELDS: Final = (
    Field("title", Line(), "what the page is called; else its first heading", public=True),
    Field("summary", Line(), "one or two sentences", public=True),
    Field("aliases", ListOf(OldAddress()), "addresses it used to have", public=True),
    Field("version", Line(), "of the charter: what people sign, such as 2", public=True),
    Field("since", DayOnly(), "of the charter: the day from which it holds", public=True),
    Field("uid", Line(), "keeps its identity when the file is renamed", public=True),
)


def read(markdown: Markdown, id: RecordId, language: str, reading: Reading) -> Page | None:
    """The page that a file holds; its front matter is optional."""
    mapping = markdown.front_matter
    values = read_fields(FIELDS, mapping, reading) if isinstance(mapping, Mapping) else {}
    if not reading.is_usual:
        report_misleading(markdown.body, partial(markdown.at, reading.path), reading)
    if reading.is_broken:
        return None
    text = {"language": language, "body": markdown.body, "body_line": markdown.body_line}
    return made(Page, values, id, reading, **text)
