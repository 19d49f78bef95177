"""The rendered text of every record: made once by its page, read by lists and feeds."""

from __future__ import annotations

from mkdocs.structure.files import Files

from chaguan.model import Event, Record
from chaguan.publish.published import event_languages
from chaguan.publish.view.excerpts import Body

from .content_page import ContentPage
from .house import House


class Bodies:
    """Finds a record's body; its files must be complete, and rendered when it is asked."""

    def __init__(self, files: Files, house: House) -> None:
        self._house = house
        self._files = files
        self._pages: dict[tuple[str, str, str], ContentPage] = {}

    def of(self, record: Record, language: str) -> Body:
        """A record's text as its page in `language`, or in the nearest it has, shows it."""
        if not self._pages:
            self._pages = dict(self._found())
        if isinstance(record, Event):
            languages = event_languages(record, self._house.languages[0])
            language = self._house.addresses.nearest(language, languages)
        page = self._pages.get((record.kind, str(record.id), language))
        return page.body if page is not None else Body("")

    def _found(self) -> list[tuple[tuple[str, str, str], ContentPage]]:
        found = []
        for file in self._files.documentation_pages():
            if isinstance(file.page, ContentPage) and (record := file.page.origin.record):
                key = (record.kind, str(record.id), file.page.language)
                found.append((key, file.page))
        return found
