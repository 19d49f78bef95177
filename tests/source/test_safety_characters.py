"""What nobody sees and what passes for another is found, and what a script needs is left alone."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaguan.check import every_problem
from chaguan.load import FIELDS_BY_KIND, Field, leaves, outlined, read
from chaguan.load.words import TextByLanguage
from chaguan.source import (
    SLIGHT,
    SourceFile,
    called,
    decoded,
    invisible,
    misleading,
    mixed,
    pretended,
    without_slight,
)
from chaguan.source.confusables import has_foreign_letters
from chaguan.source.invisible import has_invisible, is_usual

FOLDERS = {
    "event": "events",
    "person": "people",
    "group": "groups",
    "place": "places",
    "scene": "scenes",
}


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦 👩🏽‍⚕️ ⛹🏽‍♀️ 🏳️‍🌈 ❤️‍🔥",
        "❤️ ☕️ 1️⃣ #️⃣ ‼️ ⁉️ ℹ️ 〰️ ㊗️ ™️",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "نمی‌خواهم",
        "क्‍ष क्‌ष",
        "ශ්‍රී ලංකා",
        "ක්‍රි",
        "ᠮᠣᠩᠭᠣᠯ᠋",
        "辻󠄀葛󠄁 神︀",
        "a\nb\tc\r\n",
        "茶館 Tea ティー 티 ㄔㄚˊ",
    ],
)
def test_what_a_script_or_an_emoji_needs_is_left_alone(text):
    assert [called(text[at]) for at in invisible(text)] == []


def test_every_character_of_format_is_found_in_a_word():
    """Each of Unicode's categories Cf and Cc; the rest of `unseen` has categories of its own."""
    formats = [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(character) in ("Cc", "Cf") and character not in "\t\n\r"
    ]
    missed = [called(each) for each in formats if list(invisible(f"te{each}a")) != [2]]

    # Signs that are seen: of numbers, verses and years in Arabic, Syriac and Kaithi, and others.
    seen = ("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN", "SHORTHAND")
    assert [each for each in missed if each.split(" ", 1)[1].split()[0] not in seen] == []


@pytest.mark.parametrize("code", [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0x34F, 0xFE0F, 0xE0101])
def test_fillers_and_selectors_are_found_in_a_word(code):
    assert list(invisible(f"te{chr(code)}a")) == [2]


@pytest.mark.parametrize(
    "text", ["a\u200db", "茶\u200d館", "\u200dक", "a\u200cb", "👩\u200da", "\u200d\u200d", "1️"]
)
def test_a_joiner_without_work_is_found(text):
    assert len(list(invisible(text))) >= 1


@pytest.mark.parametrize(
    ("word", "at"),
    [("Pаypal", 1), ("раураl", 5), ("Сoffee", 0), ("gοοgle", 1), ("Τea", 0), ("Ꭺpple", 0)],
)
def test_a_word_of_two_scripts_is_found_at_its_rarer_letter(word, at):
    assert next(mixed(f"at the {word} shop")) == (7 + at, word)


@pytest.mark.parametrize(
    "text",
    [
        *("Москва", "Ελλάδα", "iPhone和Москва", "Δt λx μm β-test", "Ångström naïve", "日本語とTea"),
        *("한국 KPOP팬", "café Café", "Հայաստան", "საქართველო", "Москва-Berlin", "ㄅㄆㄇ abc"),
    ],
)
def test_words_in_one_script_and_mixes_of_east_asia_are_fine(text):
    assert list(mixed(text)) == []


@pytest.mark.parametrize(
    "url",
    [
        *("https://аррӏе.com", "https://xn--80ak6aa92e.com/", "https://www.xn--pypal-4ve.com"),
        *(
            "https://gооgle.com",
            "https://xn--a.com",
            "https://evil。example",
            "https://te\u200ba.com",
        ),
        *("https://a.ⅿ\u2044b.com", "HTTPS://XN--80AK6AA92E.COM"),
    ],
)
def test_a_host_that_is_not_what_it_seems_is_found(url):
    assert pretended(url)


@pytest.mark.parametrize(
    "url",
    [
        *("https://example.org", "https://茶館.tw/", "https://bücher.example", "https://почта.рф"),
        *(
            "https://xn--bcher-kva.example",
            "https://ελλάδα.gr",
            "https://москва.com",
            "http://[::1]/",
        ),
        *("https://日本語.jp:8080/x", "https://"),
    ],
)
def test_a_host_in_one_script_is_fine(url):
    assert pretended(url) == ""


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        *(("../../a.md", False), ("../../../a.md", True), ("..%2f..%2F..%2fa.md", True)),
        *(("%252e%252e/%2e%2e/../a", True), ("..\\..\\..\\a", True), ("file:///etc/passwd", True)),
        *(
            ("C:\\a.png", True),
            ("FILE:a", True),
            ("/../a", True),
            ("/a/b", False),
            ("#../../..", False),
        ),
        *(
            ("https://example.org/../../..", False),
            ("mailto:a@b.c", False),
            ("a.md?x=../../..", False),
        ),
    ],
)
def test_a_path_that_leaves_the_content_folder_is_known(target, expected):
    assert leaves(target.partition("#")[0], "posts/2026/rain.md") is expected


def plain_fields() -> list[tuple[str, str]]:
    """Every field of YAML records that holds words and no Markdown, by kind and path."""
    return [
        (kind, path)
        for kind in FOLDERS
        for path, field in outlined(FIELDS_BY_KIND[kind])
        if isinstance(field.type, TextByLanguage) and not field.type.is_markdown
        if "." not in path
    ]


@pytest.mark.parametrize(("kind", "field"), plain_fields())
def test_every_field_of_words_refuses_it_where_it_stands(kind, field):
    path = f"{FOLDERS[kind]}/tea.yml"
    loaded = read([SourceFile(path, f"{field}: te\u200ba Pаypal\n", ())], name="A town")
    found = {each.code: (each.position.line, each.position.column) for each in loaded.problems}

    assert found["SR108"] == (1, len(field) + 5)
    assert found["SR109"] == (1, len(field) + 9)


TEXT = st.text(
    st.sampled_from("aе茶\u200b\u200d\u202e\u2067\u2069\ufe0f☕👩\U000e0067[]()`\n ~*:/xn-"),
    max_size=60,
)


@given(text=TEXT)
def test_whatever_is_found_is_where_it_is_said_to_be(text):
    for offset, code, _ in misleading(text):
        assert code in ("SR108", "SR109", "SR110", "SR111")
        assert text[offset] not in "a茶[]()` "
    assert all(text[at] not in "aе茶[]()` " for at in invisible(text))


@given(title=TEXT.filter(lambda text: text.strip()))
def test_a_title_that_is_accepted_holds_nothing_unseen(title):
    escaped = "".join(f"\\U{ord(each):08x}" for each in title)
    file = SourceFile("events/tea.yml", f'title: "{escaped}"\nstart: 2026-04-03 14:00\n')
    loaded = read([file], name="A town")

    hidden = [at for at in invisible(title) if title[at] not in SLIGHT]
    is_plain = without_slight(title).strip() and not hidden and not list(mixed(title))
    assert bool(loaded.community.events) is bool(is_plain)
    for event in loaded.community.events.values():
        assert not SLIGHT.intersection(event.title.versions[0].text)
    every_problem(loaded, ())


def test_fields_are_asked_from_the_loader():
    assert all(isinstance(field, Field) for kind in FOLDERS for field in FIELDS_BY_KIND[kind])
    assert ("event", "title") in plain_fields()
    assert ("place", "hours") in plain_fields()


def test_what_passes_unlooked_at_would_pass_when_looked_at() -> None:
    for letter in map(chr, range(sys.maxunicode + 1)):
        if is_usual(letter):
            assert not has_invisible(letter)
            assert not has_foreign_letters(letter)
            assert decoded("tea.yml", f"a{letter}".encode()).text == f"a{letter}"


@pytest.mark.parametrize(
    "text", ["Tea—“now”, €3…\n\t½ café", "春茶會：三點，「茶館」？ティー 티 ㄔㄚˊ"]
)
def test_what_people_mostly_write_is_looked_at_once(text: str) -> None:
    assert is_usual(text)
