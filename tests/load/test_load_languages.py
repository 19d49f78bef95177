"""Words by language, and what a translation takes over from its original."""

from __future__ import annotations

from chaguan.model import Text, Words

RAIN = """
people/
    lin-mei.yml
    | name: 林梅
posts/
    rain.md
    | ---
    | title: Rain
    | date: 2026-04-03
    | authors: [lin-mei]
    | tags: [rain]
    | summary: It rained.
    | updated: 2026-04-05
    | aliases: [old/]
    | uid: the-rain
    | ---
    | It rained.
    rain.zh-Hant.md
    | ---
    | title: 雨
    | tags: [雨]
    | ---
    | 下雨了。
"""


def posts(content, drawing: str = RAIN) -> dict[str, object]:
    return {post.language: post for post in content(drawing).community.posts}


def test_plain_text_is_of_no_language(event):
    assert event("title: Tea\nstart: 2026-04-03").title == Text.plain("Tea")


def test_text_by_language_stands_in_the_order_of_the_community(event):
    read = event("title: {zh-Hant: 茶, en: Tea}\nstart: 2026-04-03")

    assert read.title == Text((Words("Tea", "en"), Words("茶", "zh-Hant")))


def test_language_without_words_is_left_out(event):
    read = event("title:\n  en: Tea\n  zh-Hant:\nstart: 2026-04-03")

    assert read.title.languages == ("en",)


def test_original_comes_before_its_translation(content):
    assert list(posts(content)) == ["en", "zh-Hant"]


def test_translation_takes_over_facts(content):
    original, translation = posts(content).values()

    assert (translation.id, translation.date) == (original.id, original.date)
    assert translation.authors == ("lin-mei",)


def test_translation_takes_over_no_words_and_no_identity(content):
    translation = posts(content)["zh-Hant"]

    assert (translation.title, translation.summary, translation.uid) == ("雨", "", "")
    assert (translation.updated, translation.aliases) == (None, ())


def test_translation_may_say_otherwise(content):
    assert posts(content)["zh-Hant"].tags == ("雨",)


def test_translation_says_for_itself_whether_it_is_a_draft(content):
    drawing = RAIN.replace("| title: 雨", "| title: 雨\n    | draft: true")

    assert [post.draft for post in posts(content, drawing).values()] == [False, True]


def test_translation_alone_needs_what_an_original_needs(content):
    drawing = RAIN.replace("    rain.md", "    snow.md")

    problems = content(drawing).problems

    assert [problem.values["field"] for problem in problems] == ["date", "authors"]


def test_scheduled_post_is_read_like_any_other(content):
    drawing = RAIN.replace("2026-04-03", "2199-04-03")

    assert posts(content, drawing)["en"].date.year == 2199


def test_pages_of_one_name_in_two_folders_are_two(content):
    loaded = content("""
        index.md
        | # Home
        help/
            index.md
            | # Help
            index.zh-Hant.md
            | # 說明
    """)

    pages = [(page.id, page.language) for page in loaded.community.pages]
    assert pages == [("help/index", "en"), ("help/index", "zh-Hant"), ("index", "en")]


def test_a_community_that_names_no_languages_speaks_those_of_its_name(content):
    loaded = content("""
        community.yml
        | name: {zh-Hant: 小鎮, en: The Town}
        | uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
        events/
            tea.yml
            | title: {en: Tea, zh-Hant: 茶}
            | start: 2026-04-03 14:00
            | online: https://example.org/tea
    """)

    assert loaded.community.settings.languages == ("zh-Hant", "en")
    assert loaded.problems == ()
