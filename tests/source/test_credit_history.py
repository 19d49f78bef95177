"""What a repository tells of its files."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime

import pytest

LONG = "\n".join(f"Line {number} of a story." for number in range(20)) + "\n"


def authors(past) -> list[tuple[str, ...]]:
    return [revision.authors for revision in past.revisions]


def test_every_change_of_a_file_is_a_revision_newest_first(repository):
    repository.write("a.md", "one").commit(author="Mei").write("a.md", "two").commit(author="Hai")

    past = repository.history().of("a.md")

    assert authors(past) == [("Hai",), ("Mei",)]
    assert past.revisions[0].moment > past.revisions[1].moment
    assert past.is_complete


def test_names_in_any_script_are_found(repository):
    repository.write("茶/雨 and “tea”\tnow.md", "雨").commit(author="林梅")

    assert authors(repository.history().of("茶/雨 and “tea”\tnow.md")) == [("林梅",)]


def test_a_renamed_file_keeps_its_history(repository):
    repository.write("a.md", LONG).commit(author="Mei")
    repository.move("a.md", "posts/b.md").write("posts/b.md", LONG + "More.").commit(author="Hai")
    repository.move("posts/b.md", "posts/2026/漢.md").commit(author="Sorter")
    repository.write("posts/2026/漢.md", LONG + "Most.").commit(author="Bo")

    history = repository.history()

    assert authors(history.of("posts/2026/漢.md")) == [("Bo",), ("Hai",), ("Mei",)]
    assert authors(history.of("a.md")) == []


def test_a_new_file_under_an_old_name_starts_anew(repository):
    repository.write("a.md", LONG).commit(author="Mei")
    repository.move("a.md", "b.md").commit(author="Sorter")
    repository.write("a.md", "Something else.").commit(author="Hai")

    history = repository.history()

    assert authors(history.of("a.md")) == [("Hai",)]
    assert authors(history.of("b.md")) == [("Mei",)]


def test_a_file_that_was_taken_away_and_put_back_remembers(repository):
    repository.write("a.md", LONG).commit(author="Mei")
    (repository.content / "a.md").unlink()
    repository.commit(author="Hai").write("a.md", LONG).commit(author="Bo")

    assert authors(repository.history().of("a.md")) == [("Bo",), ("Mei",)]


def test_both_sides_of_a_merge_are_told(repository):
    repository.write("a.md", LONG).commit(author="Mei").on("side", new=True)
    repository.write("a.md", LONG + "End.").commit(author="Hai").on("main")
    repository.write("a.md", "Begin.\n" + LONG).commit(author="Bo").merge("side", "Merge side")

    assert sorted(authors(repository.history().of("a.md"))) == [("Bo",), ("Hai",), ("Mei",)]


def test_people_in_trailers_are_credited_without_their_addresses(repository):
    message = """A change

Reviewed-by: Wu Hai <hai@private.example>
Reviewed-by: Bo <bo@private.example>
Co-authored-by: 許庭娜 <tina@private.example>
Co-authored-by: Lin Mei <mei@private.example>"""
    repository.write("a.md", "one").commit(message)

    [revision] = repository.history().of("a.md").revisions

    assert revision.authors == ("Lin Mei", "許庭娜")
    assert revision.reviewers == ("Wu Hai", "Bo")
    assert "private.example" not in repr(repository.history())


def test_who_wrote_is_credited_and_not_the_robot_that_carried_it(repository):
    message = "From a form\n\nCo-authored-by: Wu Hai <hai@private.example>"
    repository.write("a.md", "one").commit(message, author="forms[bot]")

    assert authors(repository.history().of("a.md")) == [("Wu Hai",)]


def test_a_copy_with_its_last_commit_only_says_that_it_knows_no_more(repository, tmp_path):
    repository.write("a.md", "one").commit().write("b.md", "one").commit()
    repository.write("a.md", "two").commit(author="Hai")
    repository.write("c.md", "one").commit(author="Bo")

    history = repository.clone(tmp_path / "copy", "--depth", "2").history()

    assert authors(history.of("a.md")) == []
    assert not history.of("a.md").is_complete
    assert not history.of("b.md").is_complete
    assert history.of("c.md").is_complete
    assert authors(history.of("c.md")) == [("Bo",)]


def test_a_shallow_copy_tells_the_changes_it_has(repository, tmp_path):
    repository.write("a.md", "one").commit(author="Mei").write("a.md", "two").commit(author="Hai")
    repository.write("a.md", "three").commit(author="Bo")

    past = repository.clone(tmp_path / "copy", "--depth", "2").history().of("a.md")

    assert authors(past) == [("Bo",)]
    assert not past.is_complete


def test_a_file_that_was_never_committed_has_no_past(repository):
    repository.commit().write("a.md", "one")

    past = repository.history().of("a.md")

    assert past.revisions == ()
    assert past.is_complete


def test_without_a_repository_nothing_is_known(repository):
    repository.write("a.md", "one").commit()
    shutil.rmtree(repository.folder / ".git")

    assert repository.history().revisions == {}


def test_before_the_first_commit_nothing_is_known(repository):
    repository.write("a.md", "one")

    assert repository.history().revisions == {}


def test_without_git_nothing_is_known(repository, monkeypatch):
    repository.write("a.md", "one").commit()
    monkeypatch.setenv("PATH", os.devnull)

    assert repository.history().revisions == {}


def test_settings_of_the_machine_change_nothing(repository):
    repository.write("a.md", LONG).commit(author="Mei").move("a.md", "b.md").commit()
    before = repository.history()
    for name, value in (
        ("diff.renames", "false"),
        ("log.showRoot", "false"),
        ("log.showSignature", "true"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
        ("diff.noprefix", "true"),
        ("log.date", "relative"),
        ("log.decorate", "full"),
    ):
        repository.git("config", name, value)
    repository.commit("Another", at=datetime(2026, 3, 1, tzinfo=UTC))

    assert repository.history() == before


@pytest.mark.parametrize("date", ["@0 +0000", "@4102444800 +0000"])
def test_an_odd_date_does_no_harm(repository, date):
    repository.git("add", "--all")
    by = {"GIT_AUTHOR_NAME": "Mei", "GIT_AUTHOR_EMAIL": "m@x", "GIT_AUTHOR_DATE": date}
    forge = {"GIT_COMMITTER_NAME": "F", "GIT_COMMITTER_EMAIL": "f@x"}
    repository.git("commit", "--quiet", "-m", "x", **by, **forge)

    assert len(repository.history().of("community.yml").revisions) == 1
