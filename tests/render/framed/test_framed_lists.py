"""The list of a stream in a frame on somebody else's page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from support import ROOT
from support.sharing import NOON, built_in

pytestmark = pytest.mark.slow
MOST = 15_000
COMPONENT = "assets/chaguan/chaguan-events.js"
WALKS = {
    f"events/w{number}.yml": f"title: Walk {number}\nstart: 2026-12-{number:02} 19:00\n"
    "groups: [walkers]\nplace: pier\n"
    for number in range(1, 15)
}
TOWN: dict[str, str | bytes] = {
    "people/mei.yml": "name: Mei\n",
    "people/hidden.yml": "name: Nobody Sees\nunlisted: true\n",
    "places/pier.yml": "name: The <i>pier</i> & quay\n",
    "groups/walkers.yml": "name: {en: Walkers, zh-Hant: 走路的人}\nmembers: [mei]\n",
    "groups/quiet.yml": "name: Quiet\n",
    "groups/loud.yml": f"name: '{'漢' * 3000}'\n",
    "events/noon.yml": "title: Noon\nstart: 2026-11-25 10:00\nend: 2026-11-25 13:00\n"
    "groups: [walkers]\nhosts: [hidden]\n",
    "events/off.yml": "title: </script><b>Off</b>\nstart: 2026-11-26 19:00\nstatus: cancelled\n"
    "status_note: No boat.\ngroups: [walkers]\n",
    **WALKS,
    **{
        f"events/long/{number}{'長' * 60}.yml": f"title: '{'漢' * 900}'\nstart: 2026-12-0{number}\n"
        f"groups: [loud]\nstatus: tentative\nstatus_note: '{'字' * 900}'\n"
        f"location: {{name: '{'所' * 900}'}}\n"
        for number in range(1, 10)
    },
    "posts/rain.md": "---\ntitle: Rain\ndate: 2026-11-20\nauthors: [mei]\ngroups: [walkers]\n"
    "tags: [Tea]\n---\nIt.\n",
}
HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {town};
 frame-src {town}; base-uri 'none'"><meta name="color-scheme" content="{scheme}">
<title>Elsewhere</title></head><body><h1>Elsewhere</h1>
<script async src="{town}assets/chaguan/chaguan-events.js"></script>
<chaguan-events src="{town}groups/walkers/"><a href="{town}groups/walkers/">Walkers</a>
</chaguan-events>
</body></html>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_in(tmp_path_factory.mktemp("framed"), TOWN)


def rows(site: Path, stream: str) -> list[str]:
    """The words of each row."""
    listed = html.parse(site / "embed" / stream / "index.html").xpath("//li")
    return [" ".join(each.text_content().split()) for each in listed]


def test_every_stream_has_a_list_at_its_address_below_one_folder(site):
    found = {str(path.parent.relative_to(site)) for path in site.glob("embed/**/index.html")}

    assert {"embed", "embed/groups/walkers", "embed/people/mei", "embed/places/pier",
            "embed/tags/tea", "embed/zh-Hant", "embed/zh-Hant/groups/walkers"} <= found  # fmt: skip
    assert "embed/people/hidden" not in found
    for folder in found:
        stream = folder.partition("/")[2]
        assert (site / stream / "index.html").is_file()


def test_it_says_what_is_on_then_what_is_new(site):
    said = rows(site, "groups/walkers")

    assert said[:3] == [
        "NoonWed, Nov 25, 2026 10:00 (Taiwan Standard Time)",
        "</script><b>Off</b>Thu, Nov 26, 2026 19:00 (Taiwan Standard Time) Cancelled · No boat.",
        "Walk 1Tue, Dec 1, 2026 19:00 · The <i>pier</i> & quay",
    ]
    assert len(said) == 11
    assert said[-1] == "RainFri, Nov 20, 2026"


def test_each_language_has_its_own(site):
    page = html.parse(site / "embed/zh-Hant/groups/walkers/index.html").getroot()

    assert page.get("lang") == "zh-Hant"
    assert page.findtext(".//h1/a") == "走路的人"
    assert "目前沒有" in html.tostring(page, encoding="unicode")


def test_a_stream_in_which_nothing_is_says_so(site):
    page = html.parse(site / "embed/groups/quiet/index.html")

    assert page.xpath("//li") == []
    assert page.xpath("//p[not(@hidden)]")[0].text_content() == "Nothing is planned at the moment."


def test_links_lead_to_the_town_in_a_tab_of_their_own(site):
    for path in site.glob("embed/**/index.html"):
        for link in html.parse(path).iter("a"):
            assert link.get("href").startswith("https://town.example.org/")
            assert (link.get("target"), link.get("rel")) == ("_blank", "noopener")


def test_no_list_is_larger_than_15_kb_and_asks_for_anything(site):
    pages = {path: path.read_text("utf-8") for path in site.glob("embed/**/index.html")}

    assert max(len(page.encode()) for page in pages.values()) <= MOST
    assert rows(site, "groups/loud") != []
    for page in pages.values():
        assert not re.search(r"<(?:link(?! rel=\"canonical\")|img|script\ssrc|iframe)", page)
        assert "'self'" not in page
        assert "Nobody" not in page


def test_the_component_is_small():
    assert (ROOT / "plugins/chaguan/assets/chaguan-events.js").stat().st_size <= 2_000


def test_the_page_of_a_stream_says_how_to_show_it(site):
    page = html.parse(site / "groups/walkers/index.html")
    fields = [each.get("value") for each in page.xpath("//details//input[@readonly]")]
    town = "https://town.example.org/"

    component = (
        f'<script async src="{town}{COMPONENT}"></script>'
        f'<chaguan-events src="{town}groups/walkers/">'
        f'<a href="{town}groups/walkers/">What is on: Walkers</a></chaguan-events>'
    )

    assert component in fields
    assert any(each.startswith(f'<iframe src="{town}embed/groups/walkers/"') for each in fields)


def test_a_site_that_wants_none_has_none(town):
    site = town({"groups/walkers.yml": "name: Walkers\n"}, options=": {embed: false}")

    assert not (site / "embed").exists()
    assert "chaguan-events" not in (site / "groups/walkers/index.html").read_text("utf-8")


@pytest.fixture
def elsewhere(
    site: Path, served: Callable[[Path], str], tmp_path: Path, browser: Browser
) -> Iterator[Callable[..., Page]]:
    """A page of another origin, with a strict policy of its own, that shows the walkers' list."""
    opened = []

    def open_(body: str = HOST, scheme: str = "light dark", **options: Any) -> Page:
        town = served(site)
        (tmp_path / "index.html").write_text(body.format(town=town, scheme=scheme), "utf-8")
        context = browser.new_context(viewport={"width": 400, "height": 500}, **options)
        context.set_default_timeout(20_000)
        opened.append(context)
        page = context.new_page()
        page.clock.install(time=NOON)
        page.asked = []  # type: ignore[attr-defined]
        page.refused = []  # type: ignore[attr-defined]
        page.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
        page.on("console", lambda said: page.refused.append(said.text))  # type: ignore[attr-defined]
        page.town = town  # type: ignore[attr-defined]
        page.goto(served(tmp_path))
        return page

    yield open_
    for context in opened:
        context.close()


def told(page: Page) -> Any:
    """The frame, once it has said how high it is."""
    expect(page.locator("chaguan-events a")).to_be_hidden()
    return page.frames[1]


@pytest.mark.browser
def test_a_strange_page_asks_the_town_alone_for_it_and_keeps_nothing(elsewhere):
    page = elsewhere()
    frame = told(page)
    town = page.town

    assert page.asked[1:] == [f"{town}{COMPONENT}", f"{town}embed/groups/walkers/"]
    assert page.refused == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert frame.evaluate("""() => {
      try { return localStorage.length } catch (failure) { return failure.name }
    }""") == "SecurityError"  # fmt: skip


@pytest.mark.browser
def test_it_is_as_high_as_its_list_and_never_scrolls(elsewhere):
    page = elsewhere()
    frame = told(page)
    fits = """() => {
      const { scrollHeight, clientWidth } = document.documentElement;
      return scrollHeight <= innerHeight && clientWidth === innerWidth;
    }"""

    page.wait_for_function("document.querySelector('iframe').clientHeight > 400")
    assert frame.evaluate(fits)
    page.set_viewport_size({"width": 250, "height": 500})
    frame.wait_for_function(fits)
    assert page.evaluate("document.documentElement.scrollWidth") <= 250


@pytest.mark.browser
@pytest.mark.parametrize(
    ("scheme", "reader", "is_dark"),
    [("light dark", "dark", True), ("light dark", "light", False)],
)
def test_it_is_dark_where_the_page_around_it_is(elsewhere, scheme, reader, is_dark):
    frame = told(elsewhere(scheme=scheme, color_scheme=reader))
    paper, ink, link = frame.evaluate("""() => {
      const light = (colour) => {
        const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number);
        return (red + green + blue) / 765;
      };
      const style = getComputedStyle(document.body);
      const link = getComputedStyle(document.querySelector("a"));
      return [style.backgroundColor, style.color, link.color].map(light);
    }""")

    assert (paper < 0.3, ink > 0.7, link > paper + 0.3) == (is_dark,) * 3 or not is_dark
    assert is_dark or (paper > 0.9 and ink < 0.3 and link < paper - 0.3)


@pytest.mark.browser
def test_what_is_over_by_the_readers_clock_goes_away(elsewhere):
    page = elsewhere()
    frame = told(page)

    assert frame.get_by_text("Noon").count() == 1
    page.clock.set_fixed_time("2026-11-25T13:30:00+08:00")
    page.reload()
    assert told(page).get_by_text("Noon").count() == 0


@pytest.mark.browser
def test_no_page_outside_of_the_town_is_shown(elsewhere):
    body = HOST.replace('src="{town}groups/walkers/"', 'src="https://b.example/"')
    page = elsewhere(body)

    page.wait_for_function("Boolean(customElements.get('chaguan-events'))")
    assert page.locator("iframe").count() == 0
    assert page.locator("chaguan-events a").is_visible()


@pytest.mark.browser
def test_without_scripts_there_is_a_link_and_the_frame_has_the_list(site, elsewhere):
    page = elsewhere(java_script_enabled=False)
    assert page.locator("chaguan-events a").is_visible()

    values = html.parse(site / "groups/walkers/index.html").xpath("//details//input/@value")
    (snippet,) = (unescape(each) for each in values if "<iframe" in each)
    shown = HOST.partition("<script async")[0].replace(
        "base-uri", "style-src 'unsafe-inline'; base-uri"
    )
    local = snippet.replace("https://town.example.org/", "{town}")
    page = elsewhere(f"{shown}{local}</body></html>", java_script_enabled=False)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("Walk 1", exact=True)).to_be_visible()
    assert frame.get_by_role("heading", level=1).inner_text() == "Walkers The Town"
