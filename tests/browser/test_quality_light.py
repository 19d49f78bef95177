"""How much a first visit takes, what it waits for, and that nothing jumps."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from support.night import nightly

pytestmark = pytest.mark.browser

KB = 1000
PICTURES = ("image", "media")
SHIFTS = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) sum += each.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 600);
})"""
BLOCKING = """performance.getEntriesByType("resource")
  .filter((each) => each.renderBlockingStatus === "blocking" && each.name.endsWith(".css"))
  .map((each) => each.name)"""

ASKED = re.compile(r'<(?:script[^>]* src|link rel="(?:stylesheet|manifest)" href)="([^"]+)"')


@pytest.fixture
def first_view(visits, demonstration, origin):
    """What a page asks for on a first visit: the compressed size of each text."""

    def seen(address: str) -> dict[str, int]:
        asked = []
        page = visits("phone").new_page()
        page.on("request", lambda each: asked.append((each.url, each.resource_type)))
        page.goto(address, wait_until="networkidle")
        sizes = {}
        for url, kind in asked:
            path = url.removeprefix(origin)
            if kind not in PICTURES and not path.startswith("data:"):
                file = demonstration / (
                    path if path and not path.endswith("/") else f"{path}index.html"
                )
                sizes[path] = len(gzip.compress(file.read_bytes(), 6))
        return sizes

    return seen


@pytest.mark.parametrize(
    ("address", "budget"),
    [
        ("", 130),
        ("en/", 130),
        ("posts/2026/kettle-autopsy/", 110),
        ("en/posts/2026/kettle-autopsy/", 110),
    ],
)
def test_a_first_view_is_light(first_view, address, budget):
    sizes = first_view(address)

    assert address in sizes
    assert sum(sizes.values()) < budget * KB, sizes
    assert len(sizes) <= 10, sizes


@pytest.mark.parametrize(
    ("language", "zone"), [nightly("zh-Hant", "Asia/Taipei"), ("en", "Europe/London")]
)
def test_nothing_jumps_and_one_style_sheet_is_waited_for(visits, kinds, language, zone):
    """Not even for who is far away, and is told what the time is for them."""
    page = visits("phone", timezone_id=zone).new_page()

    jumps, waits = {}, {}
    for address in kinds[language].values():
        page.goto(address, wait_until="load")
        if (shift := page.evaluate(SHIFTS)) > 0.02:
            jumps[address] = shift
        if len(blocking := page.evaluate(BLOCKING)) > 1:
            waits[address] = blocking

    assert jumps == {}
    assert waits == {}


def test_a_first_view_of_any_kind_is_light(demonstration, kinds):
    """As their markup asks; that browsers ask for no more is proved above."""
    heavy = {}
    for address in (*kinds["zh-Hant"].values(), *kinds["en"].values()):
        file = demonstration / (address if address.endswith(".html") else f"{address}index.html")
        asked = {
            found.partition("?")[0]
            for found in ASKED.findall(file.read_text("utf-8"))
            if not found.startswith(("data:", "https:"))
        }
        root = demonstration if address == "404.html" else file.parent
        texts = (file, *((root / each.lstrip("/")).resolve() for each in asked))
        size = sum(len(gzip.compress(each.read_bytes(), 6)) for each in texts)
        if size > (130 if address in ("", "en/") else 110) * KB:
            heavy[address] = size

    assert len(kinds["zh-Hant"]) > 20
    assert heavy == {}


def test_nothing_is_published_that_no_page_can_use(demonstration):
    found = {path.relative_to(demonstration).as_posix() for path in demonstration.rglob("*")}

    assert [path for path in found if path.endswith(".map")] == []
    assert [path for path in found if "/lunr" in path or "/workers" in path] == []
    assert Path(demonstration, "assets", "stylesheets").is_dir()
