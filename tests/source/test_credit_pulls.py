"""Which pull request a change came with, and where that is to be read."""

from __future__ import annotations

import pytest

from chaguan.render.pages.history import pull_link

GITLAB = """Merge branch 'side' into 'main'

A story

See merge request town/board!12"""


def pulls(repository, path: str) -> list[str]:
    return [revision.pull for revision in repository.history().of(path).revisions]


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("A walk (#12)", "#12"),
        ('Revert "A walk (#12)" (#15)', "#15"),
        ("A walk (#12) and more", ""),
        ("Issue #12", ""),
        ("(#0)", ""),
        ("A walk (#１２)", ""),
        ("Number (#12345678901234567890)", ""),
    ],
)
def test_a_squashed_change_names_its_pull_request(repository, subject, number):
    repository.write("a.md", "one").commit(subject)

    assert pulls(repository, "a.md") == [number]


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("Merge pull request #12 from mei/side", "#12"),
        ("Merge pull request 'A story (really)' (#12) from mei/side into main", "#12"),
        (GITLAB, "!12"),
        ("Merge branch 'side'", ""),
    ],
)
def test_what_was_merged_came_with_its_pull_request(repository, message, number):
    repository.write("a.md", "one").commit().on("side", new=True)
    repository.write("b.md", "one").commit().write("b.md", "two").commit().on("main")
    repository.write("c.md", "one").commit().merge("side", message)

    assert pulls(repository, "b.md") == [number, number]
    assert pulls(repository, "a.md") == pulls(repository, "c.md") == [""]


def test_a_branch_that_took_in_the_others_is_not_credited_with_them(repository):
    repository.write("a.md", "one").commit().on("one", new=True)
    repository.write("b.md", "one").commit().on("main").on("two", new=True)
    repository.write("c.md", "one").commit().on("main").merge("one", "Merge pull request #1 from x")
    repository.write("d.md", "one").commit().on("two").merge("main", "Merge branch 'main'")
    repository.write("c.md", "two").commit().on("main").merge("two", "Merge pull request #2 from x")

    found = {name: pulls(repository, f"{name}.md") for name in "abcd"}

    assert found == {"a": [""], "b": ["#1"], "c": ["#2", "#2"], "d": [""]}


def test_who_reviewed_the_merge_reviewed_what_it_brought(repository):
    repository.write("a.md", "one").commit().on("side", new=True)
    repository.write("b.md", "one").commit().on("main")
    repository.merge("side", "Merge pull request #2 from x\n\nReviewed-by: Wu Hai <h@x.example>")

    assert repository.history().of("b.md").revisions[0].reviewers == ("Wu Hai",)
    assert repository.history().of("a.md").revisions[0].reviewers == ()


@pytest.mark.parametrize(
    ("repo_url", "pull", "href"),
    [
        ("https://github.com/town/board", "#12", "https://github.com/town/board/pull/12"),
        ("https://github.com/town/board.git/", "#12", "https://github.com/town/board/pull/12"),
        (
            "https://gitlab.com/town/board",
            "!12",
            "https://gitlab.com/town/board/-/merge_requests/12",
        ),
        ("https://codeberg.org/town/board/", "#12", "https://codeberg.org/town/board/pulls/12"),
        ("https://code.example.org/town", "#12", ""),
        ("javascript:alert('github')", "#12", ""),
        ("", "#12", ""),
    ],
)
def test_a_pull_request_is_linked_where_its_forge_is_known(repo_url, pull, href):
    link = pull_link(pull, repo_url)

    assert link is not None
    assert (link.text, link.href) == (pull, href)


def test_an_issue_of_gitlab_is_not_taken_for_a_merge_request():
    assert pull_link("#12", "https://gitlab.com/town/board") is None
