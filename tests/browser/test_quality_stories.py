"""What people come for, on a phone and on a desk, with scripts and, where it can be, without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DEVICE = pytest.mark.parametrize("device", ["phone", "desktop"])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
POST = "posts/2026/rainy-harbour/"


@DEVICE
@SCRIPTS
def test_somebody_reads_a_story_in_the_other_language(reader, device, scripts):
    somebody = reader(device, java_script_enabled=scripts)
    page = somebody.open("posts/")

    page.locator(f"main a[href$='{POST.removeprefix('posts/')}']:visible").last.click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    page.locator("a[hreflang='en']:visible").first.click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main h1")).to_be_visible()
    assert somebody.address == f"en/{POST}"


@DEVICE
@SCRIPTS
def test_somebody_follows_a_group(reader, device, scripts):
    somebody = reader(device, java_script_enabled=scripts)
    page = somebody.open("groups/")

    page.locator("main a[href$='menders/']").first.click()
    page.locator("main .cg-follow > summary").first.click()
    feed = page.locator(".cg-follow a[href$='rss.xml'], a[href$='menders/rss.xml']").first
    expect(feed).to_be_visible()
    calendar = page.locator("main a[href^='webcal:'][href$='groups/menders/events.ics']").first
    expect(calendar).to_be_visible()

    answer = page.request.get(feed.evaluate("link => link.href"))
    assert answer.ok
    assert "<item>" in answer.text()


@DEVICE
@pytest.mark.parametrize(
    ("home", "words", "person"),
    [
        ("", "海生", "wu-hai"),
        ("", "Ma", "marcus-bell"),
        ("en/", "林梅", "lin-mei"),
        ("en/", "ti", "tina-hsu"),
    ],
)
def test_somebody_finds_a_person_by_two_characters_of_the_name(reader, device, home, words, person):
    somebody = reader(device)
    page = somebody.open(home)

    opener = page.locator("[data-cg-search]:visible")
    opener.tap() if device == "phone" else opener.click()
    box = page.locator("dialog[open] .cg-search__input")
    expect(box).to_be_focused()
    page.keyboard.type(words, delay=40)
    found = page.locator(f"dialog[open] [role=option][href$='/{home}people/{person}/']")
    expect(found).to_be_in_viewport()
    found.tap() if device == "phone" else found.click()

    expect(page.locator("main h1")).to_be_visible()
    assert somebody.address == f"{home}people/{person}/"
    assert somebody.complaints == []  # the policy stopped nothing
    assert somebody.asked_elsewhere == []


@DEVICE
@pytest.mark.parametrize(
    ("address", "words"), [("no/such/林梅", "林梅"), ("en/a/b/c/d/lin-mei/", "lin mei")]
)
def test_a_lost_reader_can_search_from_any_depth(reader, device, address, words):
    somebody = reader(device)
    page = somebody.open(address)

    box = page.locator("main .cg-search__input")
    expect(box).to_have_value(words)
    box.press("Enter")

    expect(page.locator("main a[href*='people/lin-mei/']").first).to_be_visible()
    assert page.locator("main .cg-chips a[href='/en/events/']").count() == 1
