"""The rendered text of every record: made once by its page, read by lists and feeds."""

from __future__ import annotations

from chaguan.model import Record
from chaguan.render.html.excerpts import Body

from .content_files import ContentFiles
from .site_state import House


class Bodies:
    """Finds a record's body; its files must be complete, and rendered when it is asked."""

    def __init__(self, files: ContentFiles, house: House) -> None:
        self._house = house
        self._files = files

    def of(self, record: Record, language: str) -> Body:
        """A record's text as its page in `language`, or in the nearest it has, shows it."""
        languages = record.written_in(self._house.languages)
        language = self._house.addresses.nearest(language, languages)
        key = (record.kind, str(record.id), language)
        self._house.recorder.record("body", *key)
        page = self._files.bodies.get(key)
        return page.body if page is not None else Body("")
