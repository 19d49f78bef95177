"""The pages in 繁體中文 say what their originals say, part by part."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = {
    "README.zh-Hant.md": "README.md",
    "docs/zh-Hant/writing.md": "docs/writing.md",
    "docs/zh-Hant/hosting.md": "docs/hosting.md",
}
_FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)


def parts(path):
    """Its headings by level, its blocks of code by language, and the rows of each table."""
    text = (ROOT / path).read_text(encoding="utf-8")
    code = [block.split("\n", 1)[0].strip() for block in _FENCE.findall(text)]
    bare = _FENCE.sub("", text)
    headings = [line.split(" ", 1)[0] for line in bare.split("\n") if re.match("#+ ", line)]
    tables = [
        len(block.strip().split("\n")) for block in re.findall(r"(?:^\|.*\n)+", bare, re.MULTILINE)
    ]
    return {"headings": headings, "code": code, "table rows": tables}


@pytest.mark.parametrize(("page", "original"), PAGES.items())
def test_a_translated_page_has_the_parts_of_its_original(page, original):
    assert parts(page) == parts(original), f"{page} differs from {original}"


@pytest.mark.parametrize(("page", "original"), PAGES.items())
def test_a_translated_page_names_the_commit_of_its_original(page, original):
    first = (ROOT / page).read_text(encoding="utf-8").split("\n", 1)[0]

    assert re.fullmatch(rf"<!-- 原文 {re.escape(original)}，[0-9a-f]{{7,40}} -->", first)


@pytest.mark.parametrize("page", PAGES)
def test_its_links_lead_to_files(page):
    text = _FENCE.sub("", (ROOT / page).read_text(encoding="utf-8"))
    plain = re.sub(r"`[^`]*`", "", text)
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", plain):
        assert ((ROOT / page).parent / target).exists(), target
