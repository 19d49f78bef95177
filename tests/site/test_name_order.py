"""Names stand in the order in which somebody looks for them."""

from __future__ import annotations

from chaguan.site.name_order import UNKNOWN, name_key, strokes

NAMES = ("龔自珍", "Zoe", "林梅", "A-mei", "丁一", "Émile", "于右任", "李家豪", "万里", "曾國")


def test_chinese_readers_find_names_by_strokes():
    ordered = sorted(NAMES, key=lambda name: name_key(name, "zh-Hant"))

    assert ordered == "丁一 万里 于右任 李家豪 林梅 曾國 龔自珍 A-mei Émile Zoe".split()


def test_english_readers_find_names_by_letters_and_accents_do_not_count():
    ordered = sorted(NAMES, key=lambda name: name_key(name, "en"))

    assert ordered[:3] == ["A-mei", "Émile", "Zoe"]


def test_a_shorter_name_stands_before_the_longer_that_begins_with_it():
    assert name_key("林梅", "zh-Hant") < name_key("林梅子", "zh-Hant")
    assert name_key("Lin", "en") < name_key("Lina", "en")


def test_case_does_not_count():
    assert name_key("bema", "en")[:-1] == name_key("Bema", "en")[:-1]


def test_the_table_counts_strokes_as_unihan_does():
    assert [strokes(each) for each in "一丁三王永林陳龍"] == [1, 2, 3, 4, 5, 8, 11, 16]


def test_an_ideograph_outside_of_the_table_stands_last():
    assert strokes("𠮷") == UNKNOWN


def test_any_text_has_its_place():
    assert sorted(["🍵", "", "いろは", "ㄅㄆ", "한글"], key=lambda name: name_key(name, "zh-Hant"))
