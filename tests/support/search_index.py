"""Pages indexed in the test, and searched as a reader's browser does."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from chaguan.render.search.entry import (
    PageKey,
    SearchEntry,
    indexed,
    numbered,
    sections,
    terms_heard,
    terms_told,
)
from chaguan.render.search.files import FOLDER, card_address, layout_files, shelves_of
from chaguan.render.search.postings import SIZE, Block, block_heard, block_of, block_told
from chaguan.site.urls import Address
from support import ROOT

ENGINE = ROOT / "plugins" / "chaguan" / "assets" / "search-index.js"
LANGUAGES = ("zh-Hant", "en")
FIND = """async ([files, language, query]) => {
    const asked = [];
    const read = async (path) => {
        const name = path.split("?")[0];
        asked.push(name);
        if (!(name in files)) throw new Error(name);
        return files[name];
    };
    const index = new engine.Index(read, language);
    const found = await index.find(query);
    const cards = await index.cards(found.hits.slice(0, 8), found);
    const marks = cards.map(({ text }) => engine.excerpt(text, found).map((each) =>
        each.isMatch ? `[${each.text}]` : each.text).join(""));
    return { addresses: cards.map((each) => each.address), isWhole: found.isWhole, marks, asked };
}"""


@dataclass(frozen=True)
class Found:
    """What a query brought."""

    addresses: list[str]
    isWhole: bool  # noqa: N815 - as the browser calls it
    marks: list[str]
    asked: list[str]


@dataclass(frozen=True)
class Library:
    """Pages, and a browser to search them with."""

    page: Page
    files: dict[str, str]

    def find(self, query: str, language: str = "en") -> Found:
        return Found(**self.page.evaluate(FIND, [self.files, language, query]))

    def addresses(self, query: str, language: str = "en") -> list[str]:
        return self.find(query, language).addresses


def files_of(*entries: SearchEntry) -> dict[str, str]:
    """The files of an index, by their name; it is put together from told blocks, as a site's."""
    runs: dict[tuple[int, int], dict[int, Mapping[str, int]]] = defaultdict(dict)
    files: dict[Address, bytes] = {}
    order = sections(LANGUAGES)
    for each, number in zip(entries, numbered([each.named for each in entries]), strict=True):
        found = indexed(each)
        kind, language = each.named.kind, each.named.language
        weights = terms_heard(terms_told(found.weights))
        runs[order.index((kind, language)), number // SIZE][number] = weights
        files[card_address(kind, number, language)] = found.card.encode()
    parts: dict[int, list[Block]] = defaultdict(list)
    for (section, _), pages in sorted(runs.items()):
        block = block_of(sorted(pages.items()))
        parts[section].append(block_heard(block_told(block)))
    shelves = shelves_of(parts.items())
    words: dict[str, dict[str, object]] = {language: {} for language in LANGUAGES}
    files |= shelves.files | layout_files("1", len(entries), shelves.number, words)
    return {
        address.path.removeprefix(FOLDER.path): content.decode()
        for address, content in files.items()
    }


def entry(address: str, title: str = "", text: str = "", **more: object) -> SearchEntry:
    """A post in English, unless the test says otherwise."""
    named = {"kind": "post", "language": "en", "key": address}
    named |= {name: more.pop(name) for name in ("kind", "language", "key", "order") if name in more}
    return SearchEntry(named=PageKey(**named), address=address, title=title, text=text, **more)


@pytest.fixture(scope="module")
def shelf(browser: Browser) -> Iterator[Callable[..., Library]]:
    """A library of the pages that a test names."""
    page = browser.new_page()
    code = base64.b64encode(ENGINE.read_bytes()).decode()
    page.evaluate(
        "async (code) => { window.engine = await import(code); }",
        f"data:text/javascript;base64,{code}",
    )
    yield lambda *entries: Library(page, files_of(*entries))
    page.close()
