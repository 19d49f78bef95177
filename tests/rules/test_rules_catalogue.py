"""Every code has words in both languages, a golden case and an entry in both documents."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

import chaguan
from chaguan.load import FIELDS_BY_KIND
from chaguan.load.event import RECORDING
from chaguan.load.group import JOIN
from chaguan.load.person import JOINED
from chaguan.load.programme import CALLS
from chaguan.load.settings import FIELDS as SETTINGS
from support import ROOT

PACKAGE = Path(chaguan.__file__).parent
DOCS = ROOT / "docs"
CODE = re.compile(r"[A-Z]{2}\d{3}")
LANGUAGES = ("en", "zh-Hant")


def catalogue(language: str) -> dict[str, dict[str, str]]:
    text = (files("chaguan.locales") / "problems" / f"{language}.toml").read_text("utf-8")
    return {code: words for code, words in tomllib.loads(text).items() if CODE.fullmatch(code)}


def used() -> set[str]:
    """The codes between quotation marks anywhere in the package."""
    sources = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    return {code for source in sources for code in re.findall(rf'"({CODE.pattern})"', source)}


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_in_use_and_codes_with_words_are_the_same(language):
    assert set(catalogue(language)) == used()


@pytest.mark.parametrize("part", ["message", "hint"])
def test_both_languages_say_the_same_values(part):
    english, chinese = (catalogue(language) for language in LANGUAGES)

    assert {code: placeholders(words[part]) for code, words in chinese.items()} == {
        code: placeholders(words[part]) for code, words in english.items()
    }


def test_every_message_says_what_to_do():
    for language in LANGUAGES:
        for code, words in catalogue(language).items():
            assert set(words) == {"message", "hint"}, code
            assert all(words.values()), code


def test_every_code_has_a_case(every_case):
    shown = {problem["code"] for case in every_case for problem in case.expected}

    assert shown == set(catalogue("en"))


def test_every_code_has_a_folder_of_cases(every_case):
    assert {case.code for case in every_case} - {"fine"} == set(catalogue("en"))


@pytest.mark.parametrize("page", ["problems.md", "problems.zh-Hant.md"])
def test_every_code_is_explained_once_on_the_page(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    headings = re.findall(rf"^### ({CODE.pattern})\b", text, re.MULTILINE)

    assert sorted(headings) == sorted(catalogue("en"))


def test_what_a_missing_field_is_for_is_said_in_chinese_too():
    text = (files("chaguan.locales") / "problems" / "zh-Hant.toml").read_text("utf-8")
    translated = set(tomllib.loads(text)["terms"]["about"])
    fields = [field for kind in FIELDS_BY_KIND.values() for field in kind]
    inner = [field for each in fields for field in getattr(each.type, "fields", ())]
    every = (*fields, *inner, *SETTINGS, *JOIN, *RECORDING, *JOINED, *CALLS)

    assert {field.about for field in every if field.is_required} == translated
