"""Where links in a text lead, and how long that takes to find out."""

from __future__ import annotations

from time import process_time

import pytest

from chaguan.check.links import Headings, links_lead_somewhere, targets
from chaguan.check.rules import texts
from chaguan.model import Community, Page, Problem, Settings
from chaguan.source import without_code


def page(body: str, body_line: int = 1) -> Community:
    settings = Settings(id="community", path="community.yml", name="Tea", uid="1")
    about = Page(id="about", path="about.md", language="en", body=body, body_line=body_line)
    return Community(settings=settings, pages=(about,))


def dead_ends(community: Community, files: frozenset[str]) -> list[Problem]:
    pieces = texts(community)
    return list(links_lead_somewhere(pieces, files, Headings(community)))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[a](b.md)", [("b.md", 1, 5)]),
        ("[a](<b c.md>)", [("b c.md", 1, 6)]),
        ("[a]:\n  b.md", [("b.md", 2, 3)]),
        ('<a href="b.md">x</a>', [("b.md", 1, 10)]),
        ("甲\n\n    [a](b.md)", []),
        ("- 甲\n\n    [a](b.md)", [("b.md", 3, 9)]),
        ("!!! note\n\n    [a](b.md)", [("b.md", 3, 9)]),
        ("\n茶 [a](b.md) ![c](d.jpg)", [("b.md", 2, 7), ("d.jpg", 2, 18)]),
        ("[a](<b.md> 'title')", [("b.md", 1, 6)]),
        ("[![a](b.jpg)](c.md)", [("c.md", 1, 15)]),
        ("[a](b_(c).md)", [("b_(c).md", 1, 5)]),
        ("[a]: b.md\n\n[^1]: not.md", [("b.md", 1, 6)]),
        ("\\[a](b.md)", []),
        ("`[a](b.md)` ``[a](`b.md)``", []),
        ("~~~\n[a](b.md)\n~~~\n[c](d.md)", [("d.md", 4, 5)]),
        ("```\n[a](b.md)", []),
        ("<!-- [a](b.md) --> [c](d.md) <!-- [e](f.md)", [("d.md", 1, 24)]),
    ],
)
def test_links_are_found_where_they_stand(markdown, expected):
    plain = without_code(markdown)
    found = [
        (target, plain.count("\n", 0, at) + 1, at - plain.rfind("\n", 0, at))
        for target, at in targets(plain)
    ]

    assert found == expected


def test_line_is_counted_in_the_file():
    (problem,) = dead_ends(page("a\n[b](c.md)\n", body_line=7), frozenset())

    assert (problem.position.line, problem.position.column) == (8, 5)


def test_link_to_a_folder_leads_to_its_page():
    files = frozenset({"about.md", "tea/index.md", "walks.md"})

    assert not dead_ends(page("[a](tea/) [b](walks/) [c](tea)"), files)


@pytest.mark.parametrize(
    "body",
    [
        "<!-- " * 50_000,
        "[" * 100_000,
        "\\[" * 100_000,
        "[a](" * 50_000,
        "`" * 100_000,
        "`a``b" * 30_000,
        "> " * 100_000,
        "[a](b.md)\n" * 30_000,
    ],
    ids=lambda body: body[:8],
)
def test_hostile_text_takes_no_time(body):
    began = process_time()
    list(targets(body))

    assert process_time() - began < 2


def test_many_dead_links_among_many_files_take_no_time():
    files = frozenset(f"posts/2026/story-{number}.md" for number in range(5_000))
    body = "".join(f"[a](tale-{number % 50}) [b](lost-{number % 50}.md)\n" for number in range(500))

    began = process_time()
    problems = dead_ends(page(body), files)

    assert len(problems) == 1_000
    assert process_time() - began < 5
