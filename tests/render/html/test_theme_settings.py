"""What the theme is told where `mkdocs.yml` leaves it open, and what is not used."""

from __future__ import annotations

import pytest

from chaguan.load import load
from chaguan.render.html import themes
from chaguan.render.theme_settings import unused


def notes(tmp_path, theme, *, names_fonts=False):
    """What is told of a town with a colour and a logo."""
    said = "name: Tea\ncolour: '#336699'\nlogo: images/cup.svg\n"
    (tmp_path / "community.yml").write_text(said, encoding="utf-8")
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "cup.svg").write_text("<svg/>", encoding="utf-8")
    settings = load(tmp_path, name="Tea", language="en").community.settings
    return list(unused(theme, settings, names_fonts=names_fonts))


def test_what_the_town_says_alone_is_used(tmp_path):
    assert notes(tmp_path, {}) == []


def test_what_is_said_twice_is_told(tmp_path):
    theme = {"palette": [{"scheme": "default"}], "icon": {"logo": "material/tea"}}

    palette, fonts, logo = notes(tmp_path, theme, names_fonts=True)

    assert "the palette is used" in palette
    assert "`font: false`" in fonts
    assert "both name a logo" in logo


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("assets/javascripts/bundle.12.min.js", True),
        ("assets/javascripts/bundle.12.min.js.map", False),
        ("assets/javascripts/workers/search.12.min.js", False),
        ("assets/images/favicon.png", False),
        ("posts/plan.js.map", True),
    ],
)
def test_only_what_a_page_asks_for_is_published(path, asked):
    assert themes.is_asked_for(path, "assets/chaguan/favicon.png", is_searched=False) is asked


def test_the_themes_own_search_and_picture_stay_where_they_are_used():
    worker = "assets/javascripts/workers/search.12.min.js"

    assert themes.is_asked_for(worker, None, is_searched=True)
    assert themes.is_asked_for(themes.ICON, themes.ICON, is_searched=False)
