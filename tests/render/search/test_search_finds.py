"""Whatever stands on a page finds it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from support.search_index import entry

pytestmark = pytest.mark.browser

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("𠮷㐂〇々灣後")
APART = st.sampled_from(["，", "。", " ", "A4", "7"])
MIXED = st.lists(st.text(HAN, min_size=1, max_size=6) | APART)
ASSIGNED = st.characters(exclude_categories=("Cs", "Cn", "Co"))
FEW = settings(suppress_health_check=[HealthCheck.too_slow])
OTHERS = (entry("other/", "別的 Another", "沒有什麼 Nothing much"),)


@pytest.mark.parametrize("field", ["title", "text", "summary", "names", "mentions", "headings"])
@given(pieces=MIXED, data=st.data())
@FEW
def test_any_two_neighbours_of_any_text_find_it(shelf, field, pieces, data):
    text = "".join(pieces)
    pairs = [pair for pair in pairwise(text) if all(map(is_han, pair))]
    assume(pairs)
    pair = "".join(data.draw(st.sampled_from(pairs)))
    value = (text,) if field in ("names", "mentions", "headings") else text

    found = shelf(entry("it/", **{field: value}), *OTHERS).find(pair)

    assert "it/" in found.addresses
    assert found.isWhole


def is_han(character: str) -> bool:
    return character > "\u3004" and character not in "，。"


@given(text=st.text(ASSIGNED, max_size=30))
@FEW
def test_any_text_finds_its_own_page(shelf, text):
    assume(any(character.isalnum() for character in text))

    found = shelf(entry("it/", text=text), *OTHERS).find(text)

    assert "it/" in found.addresses
    assert found.isWhole


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("漁港雨夜", "港雨"),
        ("漁港雨夜", "渔港"),
        ("渔港雨夜", "漁港"),
        ("臺灣", "台湾"),
        ("台灣", "臺灣"),
        ("頭髮", "头发"),
        ("Ｗｉ－Ｆｉ", "wi-fi"),
        ("カフェ", "ｶﾌｪ"),
        ("Café Müller", "cafe muller"),
        ("ΑΘΗΝΑΣ", "αθηνας"),
        ("Straße", "straße"),
        ("안녕하세요", "하세"),
        ("สวัสดีครับ", "ดีคร"),
        ("mended", "mending"),
        ("menders", "mend"),
        ("kettles", "kettle"),
        ("stories", "story"),
        ("flies", "fly"),
        ("running", "run"),
        ("lanterns", "lan"),
        ("Kettle", "KETT"),
        ("kettle", "kettel"),
        ("harbour", "harbor"),
        ("Don't", "don't"),
        ("Don’t", "don't"),
        ("A4紙", "A4紙"),
    ],
)
def test_a_reader_need_not_type_it_as_it_is_written(shelf, written, typed):
    library = shelf(entry("it/", text=written), *OTHERS)

    assert library.addresses(typed) == ["it/"]


@pytest.mark.parametrize("typed", ["雨", "ke", "港"])
def test_the_first_character_finds_titles(shelf, typed):
    library = shelf(entry("it/", "漁港雨夜 Kettle"), entry("body/", "別的", "雨港 kettle"))

    assert library.addresses(typed) == ["it/"]


def test_small_words_do_not_hide_what_a_reader_means(shelf):
    library = shelf(entry("it/", "Harbour"), *OTHERS)

    assert library.addresses("the harbour") == ["it/"]


def test_where_no_page_has_everything_the_nearest_are_shown(shelf):
    found = shelf(entry("it/", "Kettle", "steam"), *OTHERS).find("kettle steam zeppelin")

    assert found.addresses == ["it/"]
    assert not found.isWhole


def test_what_is_nowhere_is_not_found(shelf):
    library = shelf(*OTHERS)

    assert library.addresses("飛船") == []
    assert library.addresses("zeppelin") == []
    assert library.addresses("…") == []
    assert library.addresses("") == []


def test_an_empty_site_can_be_searched(shelf):
    assert shelf().addresses("茶館") == []
