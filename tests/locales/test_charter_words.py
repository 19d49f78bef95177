"""The garden speaks both languages, and says the same."""

from __future__ import annotations

from string import Formatter

from chaguan.locales.words import strings


def test_both_languages_have_the_same_words_and_values():
    english, chinese = strings("garden", "en"), strings("garden", "zh-Hant")

    assert english.keys() == chinese.keys()
    for key in english.keys() - {"one"}:
        assert values(english[key]) == values(chinese[key]), key


def values(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}
