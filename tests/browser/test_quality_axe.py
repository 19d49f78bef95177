"""Axe finds nothing serious on any kind of page, in either language, palette or width."""

from __future__ import annotations

import pytest

from support.night import NIGHT, nightly
from support.tools import from_npm

pytestmark = pytest.mark.browser

AXE = """async (rules) => {
  const asked = rules ? { runOnly: rules } : {};
  const { violations } = await axe.run(document, { resultTypes: ["violations"], ...asked });
  const serious = violations.filter((each) => ["serious", "critical"].includes(each.impact));
  const where = (each) => each.nodes.slice(0, 3).map((node) => node.html.slice(0, 120));
  return serious.map((each) => `${each.id}: ${where(each).join(" … ")}`);
}"""
DARKEN = "document.body.dataset.mdColorScheme = 'slate'"
"""As the reader's switch does; the pages follow at once, for motion is reduced."""
CAN_BE_SCROLLED = """() => [...document.querySelectorAll("pre > code")].every(
    (each) => each.scrollWidth <= each.clientWidth || each.tabIndex === 0)"""
"""The theme lets the keyboard into wide code once it has measured it."""


@pytest.mark.parametrize(
    ("language", "device", "turn"),
    [
        ("zh-Hant", "phone", 0),
        ("en", "desktop", 1),
        nightly("zh-Hant", "desktop", 0),
        nightly("en", "phone", 1),
    ],
)
def test_axe_finds_nothing_serious(visits, kinds, language, device, turn):
    """Axe is put in by the test, around the page's policy; the policy itself stays as it is.

    In the dark it looks at colours only: nothing else is different there. Every day it sees each
    kind of page once, in one language on a phone or in the other on a desk.
    """
    names = sorted({name for pages in kinds.values() for name in pages})
    asked = names if NIGHT else names[turn::2]
    addresses = [kinds[language][name] for name in asked if name in kinds[language]]
    context = visits(device, color_scheme="light", reduced_motion="reduce", bypass_csp=True)
    context.add_init_script(path=from_npm("axe-core/axe.min.js"))
    page = context.new_page()

    found = {}
    for address in addresses:
        page.goto(address, wait_until="load")
        page.wait_for_function(CAN_BE_SCROLLED)
        told = page.evaluate(AXE)
        page.evaluate(DARKEN)
        if told + (dark := page.evaluate(AXE, ["color-contrast"])):
            found[address] = [*told, *dark]

    assert len(addresses) > 20
    assert found == {}
