"""Every kind of page, in both languages, on a phone and on a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from support.night import nightly

pytestmark = pytest.mark.browser

KINDS = (
    "",
    "posts/",
    "posts/page/2/",
    "posts/2026/kettle-autopsy/",
    "events/",
    "events/past/",
    "events/online/",
    "events/month/2026-12/",
    "events/month/2027-02/",
    "events/2026/last-boat-supper/",
    "events/2026/tea-walk/",
    "events/2025/tuesday-tea/",
    "people/",
    "people/lin-mei/",
    "groups/",
    "groups/menders/",
    "places/",
    "places/slack-tide/",
    "scenes/",
    "scenes/rainy-weekend/",
    "tags/",
    "tags/茶/",
    "subscribe/",
    "contribute/",
    "charter/",
)
HOMES = pytest.mark.parametrize("home", ["", "en/"], ids=["zh-Hant", "en"])
OVERFLOW = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("home", ["", nightly("en/")])
def test_no_page_asks_anybody_else_or_complains(reader, home):
    somebody = reader()

    for kind in KINDS:
        assert somebody.open(f"{home}{kind}").locator("main h1").count() == 1

    assert somebody.asked_elsewhere == []
    assert somebody.complaints == []


@pytest.mark.parametrize("home", ["en/", nightly("")])
def test_a_phone_shows_every_page_without_asking_or_scrolling_sideways(reader, home):
    somebody = reader("phone")

    wide = {}
    for kind in KINDS:
        page = somebody.open(f"{home}{kind}")
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            if over := page.evaluate(OVERFLOW):
                wide[kind, width] = over

    assert wide == {}
    assert somebody.asked_elsewhere == []
    assert somebody.complaints == []


def test_the_switcher_leads_to_the_translation_and_back(reader):
    somebody = reader()
    page = somebody.open("posts/2026/rainy-harbour/")

    page.locator("header a[hreflang='en']").click()
    assert somebody.address == "en/posts/2026/rainy-harbour/"

    page.locator("header a[hreflang='zh-Hant']").click()
    assert somebody.address == "posts/2026/rainy-harbour/"


def test_the_switcher_leads_to_the_nearest_page_where_there_is_no_translation(reader):
    somebody = reader()
    page = somebody.open("posts/2026/agar-jelly/")

    page.locator("header a[hreflang='en']").click()

    assert somebody.address == "en/posts/"


def test_a_reader_on_a_phone_can_switch_the_language(reader):
    somebody = reader("phone")
    page = somebody.open("charter/")

    page.locator("a[hreflang='en']:visible").first.click()

    assert somebody.address == "en/charter/"


@HOMES
def test_a_lost_reader_is_led_home(reader, home):
    somebody = reader()
    page = somebody.open(f"{home}no/such/page/")

    page.locator("main .cg-page a").first.click()

    expect(page.locator("main h1")).to_be_visible(timeout=15_000)
    assert somebody.address in ("", "en/")
