"""Posters: one sheet for a wall, whatever is written on it."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from lxml import etree, html
from PIL import Image
from playwright.sync_api import Page
from pypdf import PdfReader

from support.night import sample

pytestmark = pytest.mark.browser

A4 = (595, 842)
"""In points."""
CUT = """() => {
  const sheet = document.querySelector('.sheet').getBoundingClientRect();
  const inside = (box) => box.bottom <= sheet.bottom - 30 && box.right <= sheet.right + 1;
  const parts = [...document.querySelectorAll('.sheet > *, .facts > *')];
  return parts.filter((part) => !inside(part.getBoundingClientRect()))
    .map((part) => part.className);
}"""
"""The parts that reach beyond the sheet, or into the margin that printers leave white."""
OVERLAP = """() => {
  const boxes = [...document.querySelectorAll('.sheet > :not(.picture), .facts > *')]
    .filter((part) => !part.matches('.facts')).map((part) => part.getBoundingClientRect())
    .sort((one, other) => one.top - other.top);
  return boxes.slice(1).filter((box, number) => box.top < boxes[number].bottom - 1).length;
}"""
CRUSHED = """() => {
  const crushed = (part) => part.scrollHeight > part.clientHeight + 2 || part.clientHeight < 16;
  const needed = document.querySelectorAll('.row--when, .row--when span, .scan, .status');
  const whole = [...needed].filter(crushed);
  const lines = [...document.querySelectorAll('.sheet p, .sheet h1, dd > span:not(.one)')]
    .filter((part) => part.clientHeight < 12 && part.textContent.trim());
  return [...whole, ...lines].map((part) => part.outerHTML.slice(0, 99));
}"""
"""What must be there in full and is not, and lines of no height."""
LONG = "The very long evening of the longest table that anybody has ever laid in this harbour "
LANG = "這是一個非常長的名字長到沒有人能一口氣念完而且一個標點也沒有"
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SEVERAL = "[p0, p1, p2, p3, p4]"


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """The size of each page, in points."""
    return [
        tuple(round(side) for side in page.mediabox[2:])
        for page in PdfReader(io.BytesIO(pdf)).pages
    ]


def faults(page: Page) -> tuple[object, ...]:
    """What is wrong with the open poster: its sheets, what is cut off, overlaps or crushed."""
    found = sheets(page.pdf(prefer_css_page_size=True))
    found = [] if found == [A4] else found
    seen = (page.evaluate(script) for script in (CUT, OVERLAP, CRUSHED))
    return tuple(each for each in (found, *seen) if each)


def posters(site: Path) -> list[str]:
    """The address of each poster."""
    found = site.glob("**/poster/index.html")
    return sorted(f"{path.parent.relative_to(site).as_posix()}/" for path in found)


def read_codes(picture: bytes | Image.Image) -> list[str]:
    """What a phone reads."""
    seen = Image.open(io.BytesIO(picture)) if isinstance(picture, bytes) else picture
    return [code.text for code in zxingcpp.read_barcodes(seen)]


def hostile(title: dict[str, str], text: str) -> dict[str, str]:
    """One record of each kind with as much on it as anybody may write."""
    both = f"{{en: '{title['en']}', zh-Hant: '{title['zh-Hant']}'}}"
    words = f"{{en: '{text}', zh-Hant: '{LANG * 12}'}}"
    people = {f"people/p{n}.yml": f"name: {both}\nbio: {words}\nplace: hall\n" for n in range(5)}
    where = f"address: {both}\ncity: {both}\ncountry: TW\n"
    return people | {
        "places/hall.yml": f"name: {both}\nkind: {both}\nabout: {words}\npeople: {SEVERAL}\n"
        f"hours: {words}\n{where}",
        "groups/all.yml": f"name: {both}\nabout: {words}\nmembers: {SEVERAL}\nplace: hall\n",
        "events/once.yml": f"title: {both}\nstart: 2026-12-31 23:30\nend: 2027-01-01 04:30\n"
        f"timezone: Europe/London\nplace: hall\nonline: https://call.example.org/\n"
        f"hosts: {SEVERAL}\nspeakers: {SEVERAL}\ngroups: [all]\nkind: {WORD}\nstatus: postponed\n"
        f"status_note: {words}\ncost: {words}\nsummary: {words}\ndescription: {words}\n"
        "signup: {url: 'https://sign.example.org/', until: 2026-12-30 23:59}\n",
        "events/again.yml": f"title: {both}\nstart: 2026-12-01 19:30\nplace: hall\n"
        f"hosts: {SEVERAL}\ngroups: [all]\nrepeat: {{every: week, interval: 3, "
        f"on: [mon, tue, wed, thu, fri, sat], until: 2027-12-31}}\ndescription: {words}\n",
    }


EXTREMES = {
    "long words": ({"en": f"{WORD} {WORD}", "zh-Hant": LANG * 3}, WORD * 9),
    "long titles": ({"en": LONG * 3, "zh-Hant": LANG * 6}, LONG * 12),
    "short": ({"en": "A", "zh-Hant": "茶"}, "B."),
    "middling": ({"en": LONG[:48], "zh-Hant": LANG[:26]}, LONG * 3),
}


def test_every_poster_of_the_demonstration_is_one_sheet(demonstration, served, page):
    origin = served(demonstration)

    wrong = {}
    for poster in sample(posters(demonstration), 6):
        page.goto(f"{origin}{poster}")
        if found := faults(page):
            wrong[poster] = found

    assert len(posters(demonstration)) > 80
    assert wrong == {}


@pytest.mark.parametrize("extreme", sample(EXTREMES, 2))
def test_the_longest_and_the_shortest_texts_fit_on_one_sheet(town, served, page, extreme):
    title, text = EXTREMES[extreme]
    site = town(hostile(title, text))
    origin = served(site)

    wrong = {}
    for poster in posters(site):
        page.goto(f"{origin}{poster}")
        if found := faults(page):
            wrong[poster] = found

    assert len(posters(site)) == 2 * (5 + 1 + 1 + 2)
    assert wrong == {}


def test_each_code_leads_to_the_page_beside_it(demonstration, served, page):
    origin = served(demonstration)

    wrong = {}
    for poster in sample(posters(demonstration), 6):
        page.goto(f"{origin}{poster}")
        wanted = f"https://slack-tide.example.org/{poster.removesuffix('poster/')}"
        found = read_codes(page.locator(".qr").screenshot())
        if found != [wanted]:
            wrong[poster] = found

    assert wrong == {}


def test_a_code_is_read_off_a_grey_print(demonstration, served, page):
    page.goto(f"{served(demonstration)}events/2026/tea-walk/poster/")
    pdf = page.pdf(prefer_css_page_size=True, print_background=False)

    print_out = pypdfium2.PdfDocument(pdf)[0].render(scale=1.5, grayscale=True).to_pil()

    assert read_codes(print_out) == ["https://slack-tide.example.org/events/2026/tea-walk/"]


def test_a_poster_speaks_both_languages_and_begins_with_the_page_s(demonstration, served, page):
    page.goto(f"{served(demonstration)}en/events/2026/seaweed-talk/poster/")
    said = page.locator("main").inner_text()

    assert said.index("Slack Tide Tea House") < said.index("等潮茶館")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "slack-tide.example.org/en/events/2026/seaweed-talk" in said


def test_a_series_says_how_it_comes_again_and_when_next(demonstration, served, page):
    page.goto(f"{served(demonstration)}en/events/2025/tuesday-tea/poster/")
    when = page.locator(".row--when div").first.inner_text()

    assert "every Tuesday" in when
    assert "19:30" in when
    assert "next: Tue, Dec 1, 19:30" in when


def test_somebody_prints_a_poster(demonstration, served, page):
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    page.goto(f"{served(demonstration)}events/2025/tuesday-tea/")

    page.locator(".cg-share a[href$='poster/']").click()
    page.locator("button[data-cg-print]").click()

    assert page.evaluate("window.printed") == 1
    [sheet] = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    words = unicodedata.normalize("NFKC", sheet.extract_text())
    assert "星期二的桌子" in words
    assert "The Tuesday Table" in words
    assert "列印這張海報" not in words


def test_a_poster_needs_no_script(demonstration, served, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served(demonstration)}groups/menders/poster/")

    assert not page.locator("button").is_visible()
    assert sheets(page.pdf(prefer_css_page_size=True)) == [A4]
    context.close()


def test_a_poster_fits_a_phone_and_asks_nobody_else(demonstration, served, browser):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    origin = served(demonstration)
    page.goto(f"{origin}people/lin-mei/poster/")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert [url for url in asked if not url.startswith(origin)] == []
    context.close()


def test_posters_are_for_walls_not_for_search_engines(demonstration):
    sitemap = (demonstration / "sitemap.xml").read_text()
    files = (path for path in demonstration.rglob("*") if path.is_file())
    data = [path for path in files if path.suffix != ".html"]

    for poster in posters(demonstration):
        document = html.document_fromstring((demonstration / poster / "index.html").read_bytes())
        assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "poster" not in sitemap
    assert [path for path in data if b"/poster/" in path.read_bytes()] == []


def test_what_is_over_offers_no_poster(demonstration):
    over = html.document_fromstring(
        (demonstration / "events/2026/tea-walk/index.html").read_bytes()
    )

    assert over.xpath("//section[contains(@class, 'cg-share')]")
    assert not over.xpath("//a[contains(@href, 'poster/')]")


def test_markup_in_a_name_stays_words(town):
    name = '<script>alert(1)</script> & "tea"'
    site = town({"people/mei.yml": f"name: '{name}'\nbio: '{name}'\n"})
    document = html.document_fromstring((site / "people/mei/poster/index.html").read_bytes())

    assert document.xpath("string(//h1)") == name
    assert [each.get("src") for each in document.iter("script")] == [
        "../../../assets/chaguan/poster.js"
    ]
    assert etree.tostring(document).count(b"<script") == 1
