"""In a browser, the site of others looks and says the same with a community in it."""

from __future__ import annotations

import pytest

from support.guest_sites import Handbook

PAGES = ("", "guide/ropes/", "guide/knots/", "blog/", "tags/")
SEEN = """() => ({
  text: [".md-header__title", ".md-container"]
    .map((name) => document.querySelector(name).innerText),
  navigation: [...document.querySelectorAll(".md-nav--primary a, .md-header a, .md-tabs a")]
    .filter((each) => each.checkVisibility())
    .map((each) => [each.innerText, each.getAttribute("href")]),
  colours: ["body", ".md-header", ".md-typeset h1", ".md-typeset a", ".own", "footer"]
    .map((name) => document.querySelector(name))
    .map((each) => each && [getComputedStyle(each).color, getComputedStyle(each).backgroundColor,
      getComputedStyle(each).fontFamily, getComputedStyle(each).border]),
  scripts: {...document.documentElement.dataset},
  storage: Object.keys(localStorage),
})"""


@pytest.fixture(scope="module")
def handbook(tmp_path_factory):
    drawn = Handbook(tmp_path_factory.mktemp("handbook"))
    drawn.draw()
    plugins = "  - search\n  - tags\n  - blog: {post_date_format: yyyy-MM-dd}"
    for folder, ours in (("without", False), ("within", True)):
        result = drawn.build(folder, plugins, ours=ours)
        assert result.exit_code == 0, result.output
    return drawn


def visit(browser, served, folder, pages=PAGES):
    """What a reader sees of each page, and what the browser complains of."""
    found = {}
    origin = served(folder)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.route(lambda url: not url.startswith(origin), lambda route: route.abort())
    for address in pages:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said, heard=complaints: heard.append(said.text))
        page.on("pageerror", lambda error, heard=complaints: heard.append(str(error)))
        page.goto(f"{origin}{address}", wait_until="load")
        own = [each for each in complaints if "ERR_FAILED" not in each]  # what is elsewhere
        found[address] = page.evaluate(SEEN) | {"complaints": own}
        page.close()
    context.close()
    return found


@pytest.mark.browser
def test_its_pages_look_and_say_the_same(handbook, browser, served):
    without = visit(browser, served, handbook.folder / "without")
    within = visit(browser, served, handbook.folder / "within")

    assert without[""]["scripts"]["own"] == without[""]["scripts"]["inline"] == "yes"
    assert without["guide/ropes/"]["navigation"]
    assert within == without


@pytest.mark.browser
def test_ours_has_the_colours_of_the_site_and_its_navigation(handbook, browser, served):
    theirs, ours = visit(browser, served, handbook.folder / "within", ("", "community/")).values()

    assert ours["colours"][:2] == theirs["colours"][:2]
    assert ours["complaints"] == []
    assert {name for name, _ in theirs["navigation"]} <= {name for name, _ in ours["navigation"]}
