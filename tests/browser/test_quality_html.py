"""Every page is valid HTML, as the Nu checker of the W3C reads it."""

from __future__ import annotations

import json
import subprocess

import pytest

from chaguan.render.html.finish import Finish, valid
from support.night import NIGHT
from support.tools import from_npm, program
from support.whole_sites import file_at

STYLES = '<link rel="stylesheet" href="../a.css">\n<link rel="stylesheet" href="../b.css">\n'


@pytest.mark.slow
def test_every_page_is_valid(demonstration, kinds):
    """The checker's warnings are advice, and some take a file for a page on the web.

    Every day it is a page of each kind in each language.
    """
    jar = from_npm("vnu-jar/build/dist/vnu.jar")
    pages = sorted(str(path) for path in demonstration.rglob("*.html"))
    if not NIGHT:
        chosen = [address for pages in kinds.values() for address in pages.values()]
        pages = [str(demonstration / file_at(address)) for address in chosen]

    words = ["-jar", str(jar), "--stdout", "--exit-zero-always", "--errors-only"]
    checked = subprocess.run(
        [program("java"), *words, "--format", "json", *pages],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )

    messages = json.loads(checked.stdout)["messages"]
    assert [f"{each.get('url', '')}: {each['message']}" for each in messages] == []


def test_a_switch_of_the_theme_says_nothing_that_html_does_not_know():
    page = '<input class="md-toggle" type="checkbox" id="__drawer" autocomplete="off">'

    assert valid(page) == '<input class="md-toggle" type="checkbox" id="__drawer">'


def test_a_label_of_a_closed_section_has_no_empty_number():
    label = '<label class="md-nav__link" for="__nav_5" id="__nav_5_label"'

    assert valid(f'{label} tabindex="">') == f"{label}>"
    assert valid(f'{label} tabindex="0">') == f'{label} tabindex="0">'


def test_a_label_keeps_the_switch_that_is_there():
    label = '<label class="md-nav__title" for="__toc">'

    assert valid(label) == '<label class="md-nav__title">'
    assert valid(f'{label}<input id="__toc">') == f'{label}<input id="__toc">'


def test_one_style_sheet_takes_the_place_of_ours_and_stands_before_the_site_s_own():
    own = '<link rel="stylesheet" href="../own.css">\n'

    page = Finish("", ("a.css", "b.css"), "look.css").of(f"<html>{STYLES}{own}</head>{STYLES}")

    assert page == f'<html><link rel="stylesheet" href="../look.css">\n{own}</head>{STYLES}'


def test_a_page_with_other_style_sheets_keeps_them():
    assert Finish("", ("c.css",), "look.css").of(STYLES) == STYLES
