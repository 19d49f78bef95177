"""What programs read that run no script: terminals, extractors, microformats parsers."""

from __future__ import annotations

import subprocess
from datetime import datetime

import mf2py
import pytest

from chaguan.load import load
from chaguan.locales import vocabulary
from support import ROOT
from support.tools import program

EVENTS = load(ROOT / "content").community.events
LANGUAGES = ("zh-Hant", "en")
TEXT_BROWSERS = {
    "lynx": ("lynx", "-dump", "-nolist", "-stdin", "-display_charset=utf-8"),
    "w3m": ("w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8"),
}


def event_pages(site):
    return {
        address: page
        for address, page in site.pages.items()
        if page.cssselect("article[data-cg-event]")
    }


def test_no_text_says_that_it_is_over_before_it_is(demonstration, noon):
    said = {vocabulary(language)("event.past") for language in LANGUAGES}
    early = []
    for address, page in event_pages(demonstration).items():
        text = page.find_class("md-content")[0].text_content()
        ends = datetime.fromisoformat(page.cssselect("[data-cg-ends]")[0].get("data-cg-ends"))
        if any(words in text for words in said) and ends > noon:
            early.append(address)

    assert len(event_pages(demonstration)) > 40
    assert early == []


def test_what_is_over_says_so_without_a_script(demonstration):
    over = [
        note
        for page in event_pages(demonstration).values()
        for note in page.cssselect("[data-cg-over]")
        if note.get("hidden") is None
    ]

    assert over
    assert all(note.get("data-cg-over") in note.text_content() for note in over)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_speaks_of_a_filter_that_needs_a_script(demonstration, language):
    words = vocabulary(language)
    page = "events/" if language == "zh-Hant" else "en/events/"
    text = demonstration.text(page)

    for key in ("filter.locate_why", "filter.locate", "filter.places"):
        assert words(key) not in text


@pytest.mark.parametrize("browser", TEXT_BROWSERS)
def test_a_text_browser_reads_nothing_that_is_not_so(demonstration, browser, noon):
    program(browser)
    coming = next(
        address
        for address, page in event_pages(demonstration).items()
        if address.startswith("en/")
        and datetime.fromisoformat(page.cssselect("[data-cg-ends]")[0].get("data-cg-ends")) > noon
    )
    read = subprocess.run(
        TEXT_BROWSERS[browser],
        input=demonstration.files[f"{coming}index.html"],
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8", "replace")

    assert demonstration.main(coming).cssselect("h1")[0].text_content() in read
    assert vocabulary("en")("event.past") not in read


@pytest.mark.parametrize("id", sorted(id for id, each in EVENTS.items() if each.place))
def test_microformats_name_the_place_and_the_hosts(demonstration, id):
    address = f"en/{EVENTS[id].path.removesuffix('.yml')}/"
    if not demonstration.has(address):
        address = address.removeprefix("en/")
    url = f"{demonstration.url}{address}"
    text = demonstration.files[f"{address}index.html"].decode()
    found = mf2py.parse(doc=text, url=url, html_parser="html5lib")["items"]
    event = next(item for item in found if "h-event" in item["type"])["properties"]
    place = event["location"][0]

    assert place["type"] == ["h-card"]
    assert place["properties"]["name"][0].strip()
    assert "/places/" in place["properties"]["url"][0]
    assert all("openstreetmap" not in each for each in place["properties"]["url"])
    if EVENTS[id].hosts:
        assert event["organizer"][0]["type"] == ["h-card"]
        assert event["organizer"][0]["properties"]["name"][0]
