"""Ids and citations that a text may give."""

from __future__ import annotations

import pytest

from chaguan.render.html.sanitize import sanitized


@pytest.mark.parametrize("anchor", ["md-simulations", "cg-art", "__init__", "茶", "-tea"])
def test_a_heading_keeps_its_anchor_whatever_it_begins_with(anchor):
    assert sanitized(f'<h2 id="{anchor}">x</h2>') == f'<h2 id="{anchor}">x</h2>'


@pytest.mark.parametrize(
    "anchor", ["__config", "__toc", "__search", "__drawer", "__palette_1", "cg-page"]
)
def test_what_the_theme_switches_by_stays_its_own(anchor):
    assert sanitized(f'<h2 id="{anchor}">x</h2>') == "<h2>x</h2>"


@pytest.mark.parametrize("cite", ["javascript:alert(1)", "jAvascript:x", "data:text/html,x"])
def test_a_quotation_cites_what_can_be_visited(cite):
    assert sanitized(f'<q cite="{cite}">x</q>') == "<q>x</q>"
    assert 'cite="https://a.example"' in sanitized('<q cite="https://a.example">x</q>')
