"""The headers that are proposed to hosts: what may be framed and read elsewhere, and what not."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("docs/hosting.md", "docs/zh-Hant/hosting.md")


def headers(page: str) -> list[tuple[str, str, str]]:
    """Each rule's path, and the name and value of each header in it."""
    block = re.search(r"```text\n(/\*\n.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    assert block is not None
    found, path = [], ""
    for line in block[1].splitlines():
        if line.startswith("/"):
            path = line
        elif line.strip():
            name, _, value = line.strip().partition(": ")
            found.append((path, name, value))
    return found


def sent(page: str, path: str) -> dict[str, list[str]]:
    """What a host sends with a file: every rule that fits adds its own."""
    all_of: dict[str, list[str]] = {}
    for rule, name, value in headers(page):
        if fnmatchcase(path, rule):
            all_of.setdefault(name, []).append(value)
    return all_of


@pytest.mark.parametrize("page", PAGES)
def test_no_page_but_lists_for_frames_may_be_framed(page, demonstration):
    for file in demonstration.glob("**/index.html"):
        path = f"/{file.parent.relative_to(demonstration).as_posix()}/".replace("/./", "/")
        policies = " ".join(sent(page, path).get("Content-Security-Policy", []))
        if 'http-equiv="refresh"' in file.read_text("utf-8"):  # nothing but the way to a page
            continue
        may_be_framed = "frame-ancestors" not in policies

        assert may_be_framed == path.startswith(("/embed/", "/about/")), path


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "path", ["/events.ics", "/groups/menders/rss.xml", "/en/feed.json", "/api/community.json"]
)
def test_what_is_read_by_programs_may_be_read_from_any_page(page, path):
    assert sent(page, path)["Access-Control-Allow-Origin"] == ["*"]
