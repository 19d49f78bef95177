"""By keyboard, enlarged, on paper, in the reader's own colours, without motion."""

from __future__ import annotations

import io

import pypdf
import pytest

from support.night import nightly

pytestmark = pytest.mark.browser

POST = "posts/2026/kettle-autopsy/"
WALK = 45
"""Steps with the tab key: through the header, the navigation and well into the page."""
FOCUS = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const shown = it.matches(".md-option, .md-toggle") ? it.nextElementSibling ?? it : it;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  return {
    what: it.outerHTML.slice(0, 90),
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
    isSeen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth && style.visibility === "visible",
  };
}"""
OVER = "document.scrollingElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("device", ["desktop", "phone"])
@pytest.mark.parametrize("address", ["", "en/", "events/", POST, "en/" + POST])
def test_the_keyboard_always_shows_where_it_is(visits, address, device):
    page = visits(device, reduced_motion="reduce").new_page()
    page.goto(address, wait_until="load")

    lost = []
    for number in range(WALK):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            assert number > 8, "the page ends too soon"
            break
        if not focus["isMarked"] or not focus["isSeen"]:
            lost.append(focus)

    assert lost == []


@pytest.mark.parametrize("address", ["", "en/events/", POST])
def test_the_first_step_leads_past_the_navigation(visits, address):
    page = visits(reduced_motion="reduce").new_page()
    page.goto(address, wait_until="load")

    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert "md-skip" in skip
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("language", ["zh-Hant", nightly("en")])
def test_no_page_scrolls_sideways_when_narrow_or_enlarged(visits, kinds, language):
    """640 by 400 is what 200% leaves of a window of 1280 by 800; 320 is what 400% leaves."""
    page = visits().new_page()

    wide = {}
    for address in kinds[language].values():
        page.goto(address, wait_until="load")
        for width, height in ((640, 400), (320, 640)):
            page.set_viewport_size({"width": width, "height": height})
            if (over := page.evaluate(OVER)) > 0:
                wide[address, width] = over

    assert wide == {}


def test_who_wants_no_motion_gets_none(visits):
    page = visits(reduced_motion="reduce").new_page()
    page.goto("", wait_until="load")

    moving = page.evaluate(
        """[...document.querySelectorAll('*')].filter((each) => {
          const style = getComputedStyle(each);
          return style.transitionDuration.split(', ').some((time) => parseFloat(time) > 0)
            || style.animationName !== 'none';
        }).map((each) => each.className)"""
    )

    assert moving == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_story_prints_as_a_story(visits, scheme):
    page = visits(color_scheme=scheme).new_page()
    page.goto("about/", wait_until="load")
    page.goto(POST, wait_until="load")
    page.emulate_media(media="print")

    shown = "(names) => names.filter((name) => document.querySelector(name)?.checkVisibility())"
    chrome = [".md-header", ".md-tabs", ".md-footer", ".cg-follow", ".cg-share", ".cg-pager"]
    ink = page.evaluate("getComputedStyle(document.querySelector('main h1')).color")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    text = "".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(page.pdf())).pages)

    assert page.evaluate(shown, chrome) == []
    assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    assert page.locator("main h1").inner_text().strip()[:4] in text.replace(" ", "")


def test_paper_says_where_a_link_leads(visits):
    page = visits().new_page()
    page.goto(POST, wait_until="load")
    page.evaluate(
        """document.querySelector('.cg-body').insertAdjacentHTML(
          'afterbegin', '<p><a href="https://example.org/kettles">kettles</a></p>')"""
    )

    page.emulate_media(media="print")

    after = "getComputedStyle(document.querySelector('.cg-body a[href^=http]'), '::after').content"
    assert "https://example.org/kettles" in page.evaluate(after)


def test_colours_that_the_reader_chose_leave_nothing_out(visits):
    page = visits(forced_colors="active").new_page()
    page.goto("", wait_until="load")

    border = "getComputedStyle(document.querySelector('.cg-tile')).borderTopStyle"
    assert page.evaluate(border) == "solid"
