"""Colours of a town: any seed gives words that can be read, light and dark."""

from __future__ import annotations

import random
import re

import pytest

from chaguan.render.html.palette import contrast, palette, style
from support import ROOT
from support.night import sample

WORDS_ON = (
    ("ink", ("paper", "sheet", "line", "tea-wash", "persimmon-wash")),
    ("ink-soft", ("paper", "sheet", "line")),
    ("tea", ("paper", "sheet", "tea-wash")),
    ("persimmon", ("paper", "sheet", "persimmon-wash")),
)
"""Which colour is written on which, as the style sheet uses them."""
_ANY = random.Random(2026)  # the same 200 in every run
SEEDS = (
    *("#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#808080", "#ab4119"),
    *(f"#{_ANY.randrange(1 << 24):06x}" for _ in range(192)),
)


@pytest.mark.slow
def test_words_can_be_read_in_the_colours_of_any_town():
    unread = [
        (seed, scheme, word, behind, round(found, 2))
        for seed in (*SEEDS[:8], *sample(SEEDS[8:], 4))
        for scheme, colours in palette(seed).items()
        for word, papers in WORDS_ON
        for behind in papers
        if (found := contrast(colours[f"--cg-{word}"], colours[f"--cg-{behind}"])) < 4.5
    ]

    assert unread == []


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_warm_town_has_a_cool_second_colour():
    warm, cool = palette("#ab4119")["light"], palette("#1f6f8b")["light"]

    assert warm["--cg-persimmon"] != cool["--cg-persimmon"]


def test_two_towns_do_not_look_alike():
    faces = {tuple(palette(seed)["light"].values()) for seed in SEEDS[4:]}

    assert len(faces) > 190


def test_the_style_names_both_schemes():
    written = style("#1f6f8b")

    assert written.count("--cg-tea:") == 2
    assert '[data-md-color-scheme="slate"]' in written


def test_every_property_that_may_be_set_is_documented():
    sheet = (ROOT / "plugins" / "chaguan" / "assets" / "chaguan.css").read_text(encoding="utf-8")
    told = (ROOT / "docs" / "looks.md").read_text(encoding="utf-8")

    used = set(re.findall(r"(--cg-[a-z-]+):", sheet))

    assert {name for name in used if f"`{name}`" not in told} == set()


def test_every_property_that_is_documented_exists_and_is_in_the_example():
    sheet = (ROOT / "plugins" / "chaguan" / "assets" / "chaguan.css").read_text(encoding="utf-8")
    told = (ROOT / "docs" / "looks.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(--cg-[a-z-]+)` \|", told, re.MULTILINE))
    example = told.partition("```css")[2].partition("```")[0]

    assert listed <= set(re.findall(r"(--cg-[a-z-]+):", sheet))
    assert set(re.findall(r"(--cg-[a-z-]+):", example)) == listed
