"""Ordinary pages, and what a page's front matter may say."""

from __future__ import annotations

from functools import partial
from typing import Final

from chaguan.model import Page, RecordId
from chaguan.source import Mapping, Markdown

from .fields import Field, read_fields
from .plain_words import report_misleading
from .reading import Reading
from .words import Line

FIELDS: Final = (
    Field("title", Line(), "what the page is called; else its first heading"),
    Field("summary", Line(), "one or two sentences"),
    Field("uid", Line(), "keeps its identity when the file is renamed"),
)


def read(markdown: Markdown, id: RecordId, language: str, reading: Reading) -> Page | None:
    """The page that a file holds; its front matter is optional."""
    mapping = markdown.front_matter
    values = read_fields(FIELDS, mapping, reading) if isinstance(mapping, Mapping) else {}
    if not reading.is_usual:
        report_misleading(markdown.body, partial(markdown.at, reading.path), reading)
    if reading.is_broken:
        return None
    return Page(
        id=id,
        path=reading.path,
        positions=reading.positions,
        uid=values.get("uid", ""),
        language=language,
        title=values.get("title", ""),
        summary=values.get("summary", ""),
        body=markdown.body,
        body_line=markdown.body_line,
    )
