"""Social cards: readable, the same everywhere, and there wherever a page names one."""

from __future__ import annotations

import io
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from unicodedata import normalize
from urllib.parse import unquote

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from PIL import Image

from chaguan.build.entries import Entries
from chaguan.build.store import Store
from chaguan.render.images.social import drawing as drawn
from chaguan.render.images.social import fonts
from chaguan.render.images.social.cache import drawn as drawn_cards
from chaguan.render.images.social.cache import key
from chaguan.render.images.social.drawing import MissingLetterError, card
from chaguan.render.images.social.face import CardFace, Face, Leaf
from chaguan.render.images.social.fonts import drawable, fonts_for, is_drawable
from chaguan.render.images.social.line_breaks import (
    NEVER_FIRST,
    NEVER_LAST,
    cut,
    shortened,
    wrapped,
)
from support.tools import lacking

SITE = "https://slack-tide.example.org/"
TEA = CardFace(
    language="zh-Hant",
    kicker="活動 · 走走",
    title="春茶走山",
    lines=("2026年4月3日 星期五 14:00–17:30", "石花澳公車總站"),
    site="等潮茶館",
    seal="等",
    faces=(Face("林", 120), Face("李", 30)),
    leaf=Leaf("4月", "3", "週五"),
)


def wide(text: str) -> float:
    """A 漢字 is two wide, a letter one."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def pages(site):
    """Each page of ours, by its address, and what it tells messengers."""
    for path in sorted(site.rglob("index.html")):
        document = html.document_fromstring(path.read_bytes())
        if document.find_class("cg-page"):
            told = document.xpath("//meta[@property]")
            yield path, {each.get("property"): each.get("content") for each in told}


def test_every_page_of_the_demonstration_names_a_picture_that_is_there(demonstration):
    wrong, drawn_ones = [], 0
    for path, told in pages(demonstration):
        file = demonstration / unquote(told["og:image"].removeprefix(SITE))
        with Image.open(file) as picture:
            kind = Image.MIME[picture.format or ""]
            if told["og:image:type"] != kind or not told["og:image:alt"]:
                wrong.append(path)
            if file.name == "card.png":
                drawn_ones += 1
                size = told["og:image:width"], told["og:image:height"]
                if (picture.size, size) != ((1200, 630), ("1200", "630")):
                    wrong.append(path)

    assert wrong == []
    assert drawn_ones > 60


def test_no_card_of_the_demonstration_is_over_60_kb(demonstration):
    sizes = [path.stat().st_size for path in demonstration.rglob("card.png")]

    assert len(sizes) > 60
    assert max(sizes) < 60_000


def test_a_picture_of_the_record_s_own_wins_and_no_card_is_drawn(demonstration):
    told = dict(pages(demonstration))[demonstration / "posts/2026/rainy-harbour/index.html"]

    assert told["og:image"].endswith("rain.jpg")
    assert not (demonstration / "posts/2026/rainy-harbour/card.png").exists()


def test_a_link_card_says_which_language_it_is_in_and_which_others_there_are(demonstration):
    told = dict(pages(demonstration))[demonstration / "en/posts/2026/rainy-harbour/index.html"]

    assert (told["og:locale"], told["og:locale:alternate"]) == ("en_US", "zh_TW")
    assert told["og:type"] == "article"
    assert told["article:author"] == f"{SITE}en/people/tina-hsu/"
    assert told["og:site_name"] not in told["og:title"]


def test_the_same_face_has_the_same_bytes():
    assert card(TEA) == card(replace(TEA))


def test_threads_draw_the_same_bytes():
    faces = [replace(TEA, title=f"{'茶走山雨麵'[n % 5]}{n}") for n in range(24)]

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(card, faces)) == [card(face) for face in faces]


def test_another_word_another_card():
    assert card(TEA) != card(replace(TEA, lines=("2026年4月4日",)))


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en", "ja"])
def test_the_letters_of_a_font_are_those_that_fonttools_finds(language):
    for font in fonts_for(language):
        cmap = TTFont(font.path, fontNumber=font.member).getBestCmap()
        told = {code for code in range(0x20, 0x30000) if font.has(chr(code))}
        assert told == {code for code in cmap if 0x20 <= code < 0x30000}


@pytest.mark.parametrize("simplified", ["", "们"])
def test_no_letter_is_drawn_by_a_font_that_lacks_it(simplified):
    if simplified and not drawable(simplified, fonts_for("zh-Hant")):
        lacking("Noto Serif CJK")
    asked = []

    class Watched(drawn._Card):
        def _runs(self, text):
            for font, run in super()._runs(text):
                asked.append((font, run))
                yield font, run

    face = replace(TEA, title=f"鱻 tea {simplified} 🍵 é", faces=(Face("雯", 1),))
    Watched(face).png()

    assert "".join(run for _, run in asked).count("鱻") == 1
    assert "🍵" not in "".join(run for _, run in asked)
    cmaps = {font: TTFont(font.path, fontNumber=font.member).getBestCmap() for font, _ in asked}
    assert [run for font, run in asked if not all(ord(each) in cmaps[font] for each in run)] == []


def test_emoji_are_left_out():
    assert drawable("茶🍵 & 麵 👩‍👩‍👧", fonts_for("zh-Hant")) == "茶 & 麵"


@pytest.mark.parametrize(
    "title", ["tsia\u030dh pn\u0304g", "o\u0358-a-tsian", "m\u0304", "g\u0303"]
)
def test_a_tone_mark_that_cannot_be_set_means_no_card(title):
    face = replace(TEA, title=title)

    assert not is_drawable(face)
    with pytest.raises(MissingLetterError):
        card(face)


@pytest.mark.parametrize("text", ["tsi\u00e1", "tsia\u0301", "o\u0302-a", "茶\ufe0f"])
def test_a_mark_that_is_one_letter_with_its_base_is_set(text):
    assert drawable(text, fonts_for("zh-Hant")) == normalize("NFC", text).rstrip("\ufe0f")


def test_a_letter_that_no_font_has_means_no_card():
    face = replace(TEA, title="ᏣᎳᎩ")

    assert not is_drawable(face)
    with pytest.raises(MissingLetterError):
        card(face)


def test_a_machine_without_fonts_draws_none(monkeypatch):
    monkeypatch.setattr(fonts, "_WHEELS", {"zh-Hant": ("no_such_package", "x.otf")})
    monkeypatch.setattr(fonts, "_COLLECTIONS", ())

    assert fonts_for("zh-Hant") == ()
    assert not is_drawable(TEA)


@pytest.mark.parametrize("first", ["。", "，", "」", "！"])
def test_no_line_begins_with_a_stop(first):
    lines = wrapped(f"一二三四五{first}六七八九十", 10, wide)

    assert "".join(lines) == f"一二三四五{first}六七八九十"
    assert all(line[0] != first for line in lines)


@given(st.text(alphabet="茶走山，。「」 abcdefgh…！(", max_size=60), st.integers(12, 40))
def test_any_text_wraps_without_losing_a_letter(text, width):
    lines = wrapped(text, width, wide)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(wide(line) <= width for line in lines)


def test_lines_never_end_with_an_opening_mark():
    lines = wrapped("他說「茶」她說「雨」我說「麵」" * 4, 14, wide)

    assert not [line for line in lines if line[0] in NEVER_FIRST or line[-1] in NEVER_LAST]


def test_what_is_too_long_ends_in_an_ellipsis():
    lines = shortened(wrapped("茶" * 99, 20, wide), 2, 20, wide)

    assert len(lines) == 2
    assert lines[1].endswith("茶…")
    assert wide(lines[1]) <= 20
    assert cut("tea", 20, wide) == "tea"


@pytest.mark.parametrize(
    "title",
    ["茶", "A" * 400, "很長的名字，" * 80, "wort" * 3 + " " + "麵" * 200, "「" * 90, " ", "‮abc"],
)
def test_any_title_fits(title):
    with Image.open(io.BytesIO(card(replace(TEA, title=title)))) as picture:
        colours = picture.convert("RGB")
        edge = [colours.getpixel((x, 300)) for x in (0, 40, 1160, 1199)]
        assert picture.size == (1200, 630)
        assert set(edge) == {(250, 245, 234)}


@pytest.mark.parametrize("picture", [b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_broken_picture_becomes_a_drawn_face(picture):
    broken = replace(TEA, faces=(Face("林", 120, picture),), leaf=None, is_portrait=True)

    assert card(broken) == card(replace(broken, faces=(Face("林", 120),)))


@pytest.fixture
def entries(tmp_path):
    return Entries(Store(tmp_path / "made.sqlite3"), "cards")


def test_a_kept_card_is_not_drawn_again(entries):
    (first,) = drawn_cards([TEA], entries)
    marked = first[:-12] + b"kept" + first[-12:]
    entries.put(key(TEA), (marked,))

    assert list(drawn_cards([TEA, TEA], entries)) == [marked, marked]


def test_half_a_kept_card_is_drawn_anew(entries):
    (whole,) = drawn_cards([TEA], entries)
    entries.put(key(TEA), (whole[:500],))

    assert list(drawn_cards([TEA], entries)) == [whole]
    assert entries.part(key(TEA), 0) == whole


def test_a_town_without_the_option_has_no_cards(town):
    site = town({"people/mei.yml": "name: Mei\n"})

    assert list(site.rglob("card.png")) == []


def test_a_town_with_the_option_has_them_and_says_what_it_could_not_draw(town, tmp_path):
    files = {"people/mei.yml": "name: Mei\n", "people/sik.yml": "name: ᏏᏉᏯ\n"}
    site = town(files, options=":\n      cards: true")

    assert (site / "people/mei/card.png").is_file()
    assert not (site / "people/sik/card.png").exists()
    told = dict(pages(site))[site / "people/sik/index.html"]
    assert told["og:image"] == "https://town.example.org/card.png"
    assert "No social cards for 2 pages" in (tmp_path / "said.log").read_text()


def test_a_card_is_drawn_in_a_moment():
    chance = random.Random(4)
    faces = [
        replace(TEA, title="".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(14)))
        for _ in range(80)
    ]
    known = [face for face in faces if is_drawable(face)][:40]
    card(TEA)
    started = time.process_time()
    for face in known:
        card(face)

    assert (time.process_time() - started) / len(known) < 0.06
