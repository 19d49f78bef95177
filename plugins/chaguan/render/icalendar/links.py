"""Where the links in a record's Markdown lead, from anywhere in the world."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from chaguan.model import Page, Post, Record
from chaguan.site.index import Index
from chaguan.site.urls import Address

_SOURCES: Final = (".md", ".yml", ".yaml")
_SCHEMES: Final = frozenset(("", "http", "https", "mailto", "tel"))


@dataclass(frozen=True)
class Links:
    """The links of a community's files, as a reader of one language follows them."""

    index: Index
    site_url: str
    language: str

    def absolute(self, link: str, path: str) -> str:
        """The URL of a link in the file at `path`; empty where it leads the public nowhere.

        As MkDocs has it, a link to a file leads to its page, and one that begins with a slash
        starts at the site's root.
        """
        try:
            parts = urlsplit(link)
        except ValueError:
            return ""
        if parts.scheme or parts.netloc:
            return urljoin(self.site_url, link) if parts.scheme in _SCHEMES else ""
        if not parts.path:
            return ""
        target = unquote(parts.path)
        found = normpath(join("/", dirname(path), target)).lstrip("/")
        if record := self.index.at(found):
            address = self._page(record)
        elif found.endswith(_SOURCES):
            return ""
        else:
            root = self.index.addresses.root
            address = root / (f"{found}/" if found and target.endswith("/") else found)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return f"{address.absolute(self.site_url)}{fragment}"

    def _page(self, record: Record) -> Address:
        """The page of a record, in this language where it has one."""
        match record:
            case Post():
                record = self.index.version(record.id, self.language)
            case Page():
                record = self.index.page(record.id, self.language) or record
        return self.index.addresses.record(record, self.language)
