"""An ordinary page: the charter, the way to contribute, whatever a community wants to say."""

from __future__ import annotations

from datetime import date

from .compact import compact
from .frozen import dataclass
from .record import Record
from .text import Text, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Record):
    """A Markdown file outside the folders of the kinds, in one language."""

    kind = "page"
    plural = "pages"

    language: str
    title: str = ""
    """From its front matter; empty where its first heading is the title."""
    summary: str = ""
    version: str = ""
    """Of the charter: what people sign."""
    since: date | None = None
    """Of the charter: the day from which this version holds."""
    body: str = ""
    """Markdown."""
    body_line: int = 1
    """The line of the file on which the body begins."""

    @property
    def name(self) -> Text:
        return Text((Words(self.title, self.language),)) if self.title else Text()

    @property
    def about(self) -> Text:
        return Text((Words(self.body, self.language),))

    def written_in(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        return (self.language,)


compact("body", Page)
