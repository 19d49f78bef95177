"""What a reader most likely means comes first."""

from __future__ import annotations

import pytest

from support.search_index import entry

pytestmark = pytest.mark.browser


def test_titles_come_before_texts(shelf):
    library = shelf(entry("text/", "Other", "kettle kettle kettle"), entry("title/", "The Kettle"))

    assert library.addresses("kettle") == ["title/", "text/"]


def test_people_come_before_stories_with_their_name(shelf):
    library = shelf(
        entry("post/", "Lin Mei makes tea"),
        entry("event/", "An evening with Lin Mei", kind="event"),
        entry("person/", "Lin Mei", names=("林梅",), kind="person"),
    )

    assert library.addresses("Lin Mei")[0] == "person/"
    assert library.addresses("林梅") == ["person/"]


def test_summaries_and_headings_come_before_texts(shelf):
    library = shelf(
        entry("text/", "A", "kettle", order="3"),
        entry("heading/", "B", "x", headings=("The kettle",), order="1"),
        entry("mention/", "C", "x", mentions=("kettle",), order="2"),
    )

    assert library.addresses("kettle") == ["mention/", "heading/", "text/"]


def test_the_language_of_the_page_comes_first(shelf):
    library = shelf(
        entry("en/", "Kettle 壺", "x"),
        entry("zh/", "Kettle 壺", "x", language="zh-Hant"),
    )

    assert library.addresses("kettle", "en") == ["en/", "zh/"]
    assert library.addresses("kettle", "zh-Hant") == ["zh/", "en/"]


def test_a_story_and_its_translation_are_one_result(shelf):
    library = shelf(
        entry("en/rain/", "Rain 雨", key="rain"),
        entry("rain/", "雨 Rain", key="rain", language="zh-Hant"),
    )

    assert library.addresses("rain", "en") == ["en/rain/"]
    assert library.addresses("rain", "zh-Hant") == ["rain/"]


def test_of_equals_the_newest_comes_first(shelf):
    library = shelf(
        entry("old/", "Tea", order="2025-01-01"),
        entry("new/", "Tea", order="2026-01-01"),
    )

    assert library.addresses("tea") == ["new/", "old/"]


def test_the_very_title_comes_before_one_that_holds_it(shelf):
    library = shelf(
        entry("it/", "Tea", order="2025"),
        entry("more/", "Tea for two", order="2026"),
        entry("other/", "Teapots", order="2027"),
    )

    assert library.addresses("tea") == ["it/", "more/", "other/"]


def test_a_phrase_comes_before_its_scattered_words(shelf):
    library = shelf(
        entry("scattered/", "A", "雨夜很長。夜漁。漁港。港雨", order="2"),
        entry("phrase/", "B", "那是漁港雨夜。", order="1"),
    )

    assert library.addresses("漁港雨夜") == ["phrase/", "scattered/"]


def test_the_word_itself_comes_before_longer_ones(shelf):
    library = shelf(entry("long/", "A", "teapot", order="2"), entry("it/", "B", "tea", order="1"))

    assert library.addresses("tea") == ["it/", "long/"]


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("在渔港的夜裡", "漁港", "在[渔港]的夜裡"),
        ("We mended a kettle.", "mend", "We [mend]ed a kettle."),
        ("We mended a kettle.", "mending", "We [mended] a kettle."),
        ("Ｔｅａ and tea", "tea", "[Ｔｅａ] and [tea]"),
        ("Café", "cafe", "[Café]"),
        ("𠮷野家的茶", "野家", "𠮷[野家]的茶"),
        ("a < b & c", "b", "a < [b] & c"),
    ],
)
def test_what_was_asked_for_is_marked(shelf, text, query, shown):
    found = shelf(entry("it/", "", text)).find(query)

    assert found.marks == [shown]


def test_a_long_text_is_shown_around_the_match(shelf):
    text = f"{'風吹過來，' * 60}在漁港的夜裡{'，浪打過去' * 60}"

    (shown,) = shelf(entry("it/", "", text)).find("漁港").marks

    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown.index("[漁港]") < 40
