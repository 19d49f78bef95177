"""Somebody who looks for something, by keyboard, by touch, and without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

RESULTS = "[role=option]"
OVERFLOW = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


def about_search(requests: list[str]) -> list[str]:
    return [url.rpartition("/")[2] for url in requests if "search" in url]


def look_for(page: Page, words: str) -> None:
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.insert_text(words)
    expect(page.locator(RESULTS).first).to_be_visible()


@pytest.mark.parametrize(("home", "words"), [("", "林梅"), ("en/", "林梅"), ("en/", "Mei")])
def test_two_characters_of_a_name_find_the_person_by_keyboard_alone(reader, home, words):
    somebody = reader()
    page = somebody.open(home)

    page.keyboard.press("/")
    look_for(page, words)
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    expect(page.locator("main h1")).to_contain_text("林梅" if home == "" else "Lin Mei")
    assert somebody.address == f"{home}people/lin-mei/"
    assert somebody.asked_elsewhere == []
    assert somebody.complaints == []


def test_nothing_is_asked_for_before_the_reader_asks(reader):
    somebody = reader()
    page = somebody.open("")
    page.wait_for_timeout(500)

    assert set(about_search(somebody.requests)) == {"search.js"}


def test_the_first_search_is_small(reader):
    somebody = reader()
    page = somebody.open("")
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))

    page.keyboard.press("/")
    look_for(page, "茶館的雨")
    page.wait_for_timeout(300)

    assert 0 < sum(sizes) < 150_000  # not compressed here


def test_escape_closes_and_gives_the_page_back(reader):
    page = reader().open("")

    page.locator(".cg-opener").focus()
    page.keyboard.press("Enter")
    look_for(page, "茶館")
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".cg-opener")).to_be_focused()


def test_arrows_go_round_and_name_what_is_chosen(reader):
    page = reader().open("")
    box = page.get_by_role("combobox")

    page.keyboard.press("Control+k")
    look_for(page, "茶館")
    page.keyboard.press("ArrowUp")

    expect(page.locator(RESULTS).last).to_have_attribute("aria-selected", "true")
    chosen = page.locator(RESULTS).last.get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", str(chosen))
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None


def test_a_slash_in_a_field_is_a_slash(reader):
    page = reader().open("search/")

    page.locator("main .cg-search__input").press_sequentially("1/2")

    assert page.locator("main .cg-search__input").input_value() == "1/2"
    assert page.get_by_role("dialog").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("home", ["", "en/"])
def test_a_phone_finds_with_a_finger(reader, home, scheme):
    somebody = reader("phone", color_scheme=scheme)
    page = somebody.open(home)

    page.locator(".cg-opener").tap()
    look_for(page, "渔港")
    assert page.evaluate(OVERFLOW) == 0
    title = page.locator(RESULTS).first.locator(".cg-search__title").inner_text()
    page.locator(RESULTS).first.tap()

    expect(page.locator("main h1")).to_contain_text(title)
    assert somebody.complaints == []


def test_what_is_nowhere_is_said_kindly_with_ways_on(reader):
    page = reader().open("en/")

    page.keyboard.press("/")
    expect(page.get_by_role("status")).to_contain_text("two characters")
    page.keyboard.insert_text("zeppelin")

    expect(page.get_by_role("status")).to_contain_text("Nothing here")
    page.get_by_role("dialog").get_by_role("link", name="Events").click()
    expect(page.locator("main h1")).to_be_visible()


def test_more_can_be_shown(reader):
    page = reader().open("")

    page.keyboard.press("/")
    look_for(page, "茶館")
    assert page.locator(RESULTS).count() == 8
    page.locator(".cg-search__more").click()

    expect(page.locator(RESULTS)).to_have_count(16)


def test_a_reader_without_a_network_is_told(reader):
    page = reader(alone=True).open("en/")

    page.keyboard.press("/")
    look_for(page, "kettle")
    page.context.set_offline(True)
    page.get_by_role("combobox").fill("octopus")

    expect(page.get_by_role("status")).to_contain_text("online")


def test_a_search_has_an_address(reader):
    page = reader().open("en/search/?q=kettle")

    expect(page.locator(RESULTS).first).to_be_visible()
    assert page.locator("main .cg-search__input").input_value() == "kettle"


def test_without_a_script_the_way_leads_to_the_lists(reader):
    somebody = reader("phone", java_script_enabled=False)
    page = somebody.open("en/")

    page.locator(".cg-opener").click()
    assert somebody.address == "en/search/"

    assert page.locator("main .cg-search__input").is_hidden()
    page.get_by_role("article").get_by_role("link", name="People").click()
    assert somebody.address == "en/people/"


@pytest.mark.parametrize(("home", "words"), [("", "茶館"), ("en/", "The kettle")])
def test_a_missing_page_suggests_the_words_of_its_address(reader, home, words):
    somebody = reader()
    page = somebody.open(f"{home}posts/2020/{words.replace(' ', '-')}.html")

    box = page.locator("main input[name=q]")
    expect(box).to_have_value(words)
    assert set(about_search(somebody.requests)) == {"search.js"}
    box.press("Enter")
    expect(page.locator(f"main {RESULTS}").first).to_be_visible()
    page.locator(f"main {RESULTS}").first.click()

    expect(page.locator("main h1")).to_be_visible()
    assert somebody.address.startswith(f"{home}")
    assert "2020" not in somebody.address
