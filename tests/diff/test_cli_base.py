"""`chaguan check --base`: what a change has to do with files that it does not touch."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from chaguan.cli.check import problems_of
from chaguan.diff.git_base import base_of

SETTINGS = "name: Slack Tide\nuid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\nlanguages: [en, zh-Hant]\n"
PERSON = "name: A\n"
POST = "---\ntitle: Tea\ndate: 2026-04-03\nauthors: lin-mei\n---\nWords.\n"
EVENT = "title: Tea\nstart: 2026-04-03 14:00\nplace: annex\n"
BEFORE = {
    "community.yml": SETTINGS,
    "people/lin-mei.yml": PERSON,
    "places/annex.yml": PERSON,
    "posts/old.md": POST,
    "events/tea-walk.yml": f"{EVENT}hosts: [lin-mei]\n",
}
SHOP = "".join(f"[thing {number}](https://tea.example.org/{number})\n" for number in range(6))
GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")

Change = Callable[..., set[tuple[str, str]]]


@pytest.fixture
def change(tmp_path: Path) -> Change:
    """The codes and paths that a change is answered with; None removes a file."""

    def changed(
        after: Mapping[str, str | None], before: Mapping[str, str] = {}
    ) -> set[tuple[str, str]]:
        folder = tmp_path / "content"
        _write(folder, BEFORE | dict(before))
        for command in ("init -q", "add .", "commit -qm before"):
            subprocess.run([*GIT, *command.split()], cwd=tmp_path, check=True)
        _write(folder, after)
        return {(each.code, each.position.path) for each in problems_of(folder, "HEAD")}

    return changed


def _write(folder: Path, files: Mapping[str, str | None]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            (folder / path).unlink()
        else:
            (folder / path).write_text(text, encoding="utf-8", newline="")


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (
            {"people/lin-mei.yml": None},
            {("RF101", "events/tea-walk.yml"), ("RF101", "posts/old.md")},
        ),
        (
            {"people/lin-mei.yml": "nmae: A\n"},
            {
                ("FD101", "people/lin-mei.yml"),
                ("RF102", "events/tea-walk.yml"),
                ("RF102", "posts/old.md"),
            },
        ),
        ({"people/x/lin-mei.yml": PERSON}, {("ID101", "people/x/lin-mei.yml")}),
        ({"a/people.yml": PERSON}, {("ID124", "a/people.yml")}),
    ],
)
def test_change_answers_for_what_it_breaks_elsewhere(change, after, said):
    assert change(after) == said


def test_reference_to_a_file_that_was_broken_before_says_so(change):
    before = {"people/wu-hai.yml": "nmae: B\n"}

    said = change({"posts/new.md": POST.replace("lin-mei", "wu-hai")}, before)

    assert said == {("RF102", "posts/new.md")}


def test_guess_is_never_a_file_that_cannot_be_read(change):
    before = {"people/lin-mai.yml": "nmae: B\n", "people/lin-wai.yml": PERSON}

    said = change({"posts/new.md": POST.replace("lin-mei", "lin-maj")}, before)

    assert said == {("RF101", "posts/new.md")}


def test_reference_may_be_written_in_riddles(change):
    riddle = POST.replace("lin-mei", '"\\x6cin-mei"')

    said = change({"people/lin-mei.yml": None}, {"posts/old.md": riddle})

    assert ("RF101", "posts/old.md") in said


def test_link_to_a_removed_file_is_dead(change):
    said = change({"posts/old.md": None}, {"posts/new.md": f"{POST}[old](old.md)\n"})

    assert said == {("LK101", "posts/new.md")}


def test_a_translation_is_lost_without_its_original(change):
    said = change({"posts/old.md": None}, {"posts/old.zh-Hant.md": "---\ntitle: 茶\n---\n"})

    assert {path for _, path in said} == {"posts/old.zh-Hant.md"}
    assert ("FD103", "posts/old.zh-Hant.md") in said


def test_a_picture_that_others_show_is_missed(change):
    before = {"images/rain.jpg": "", "posts/new.md": POST.replace("date", "image: rain.jpg\ndate")}
    before["posts/new.md"] = before["posts/new.md"].replace("rain.jpg", "../images/rain.jpg")

    said = change({"images/rain.jpg": None}, before)

    assert ("FD114", "posts/new.md") in said


def test_settings_concern_everybody(change):
    before = {"posts/old.zh-Hant.md": "---\ntitle: 茶\n---\n", "posts/odd.md": POST + SHOP}

    said = change({"community.yml": SETTINGS.replace("en, ", "")}, before)

    assert ("ID101", "posts/old.zh-Hant.md") in said
    assert ("AV104", "posts/odd.md") not in said  # it was there before


def test_address_may_be_an_alias_elsewhere(change):
    before = {"posts/other.md": POST.replace("date", "aliases: posts/n%65w\ndate")}

    assert {code for code, _ in change({"posts/new.md": POST}, before)} == {"AD101"}


def test_address_may_be_taken_by_a_list(change):
    posts = {f"posts/post-{number}.md": POST for number in range(12)}
    moved = POST.replace("date", "aliases: posts/page/2\ndate")

    assert change({"posts/new.md": moved}, posts) == {("AD102", "posts/new.md")}


def test_tag_used_once_has_a_common_twin_elsewhere(change):
    before = {f"events/e{number}.yml": f"{EVENT}tags: [repairs]\n" for number in range(3)}

    said = change({"posts/new.md": POST.replace("date", "tags: [repair]\ndate")}, before)

    assert said == {("KD104", "posts/new.md")}


@pytest.mark.parametrize(
    ("links", "said"),
    [("", {("AV104", "posts/new.md")}), ("links: {blog: https://tea.example.org}\n", set())],
)
def test_shop_may_be_somebody_s_own(change, links, said):
    assert change({"posts/new.md": POST + SHOP}, {"people/b.yml": PERSON + links}) == said


def test_file_that_git_would_store_alike_is_not_changed(tmp_path):
    folder, git = tmp_path / "content", _repository(tmp_path)
    _write(tmp_path, {".gitattributes": "*.md text eol=lf\n"})
    _write(folder, BEFORE)
    git("add .", "commit -qm before")
    _write(folder, {"posts/old.md": POST.replace("\n", "\r\n"), "posts/new.md": POST})

    assert base_of(folder, "HEAD").differing() == {"posts/new.md"}


def test_change_is_found_wherever_git_keeps_it(tmp_path):
    folder, git = tmp_path / "content", _repository(tmp_path)
    names = ["committed", "edited", "staged", "undone", "touched", "run", "gone", "link", "let go"]
    _write(folder, {f"posts/{name}.md": POST for name in names} | {"same.md": POST})
    git("add .", "commit -qm before", "tag before")
    _write(folder, {"posts/committed.md": "1", "posts/new and committed.md": "1"})
    git("add .", "commit -qm after")
    _write(folder, {"posts/staged.md": "2", "posts/undone.md": "2", "posts/added.md": "2"})
    git("add .", "rm -q content/posts/gone.md", "rm -q --cached content/same.md")
    _write(folder, {"posts/edited.md": "3", "posts/undone.md": POST, "posts/untracked.md": "3"})
    (folder / "posts/link.md").unlink()
    (folder / "posts/link.md").symlink_to("edited.md")
    (folder / "posts/run.md").chmod(0o755)
    os.utime(folder / "posts/touched.md", (1, 1))
    git('rm -q --cached "content/posts/let go.md"')
    _write(folder, {"posts/let go.md": "4"})

    found = base_of(folder, "before").differing()

    changed = ["committed", "edited", "staged", "undone", "gone", "link", "let go"]
    changed += ["new and committed", "added", "untracked"]
    assert found == {f"posts/{name}.md" for name in changed}


def test_what_a_filter_hides_is_a_change(tmp_path):
    folder, git = tmp_path / "content", _repository(tmp_path)
    _write(folder, {"posts/old.md": f"{POST}$Id$\n"})
    git("add .", "commit -qm before")
    _write(folder, {"posts/old.md": f"{POST}$Id: [dead](nowhere.md) $\n"})
    git("add .")
    _write(tmp_path, {".gitattributes": "*.md ident\n"})
    git("add .gitattributes", "commit -qm after")

    base = base_of(folder, "HEAD~1")

    assert base.differing() == {"posts/old.md"}
    assert base.around() == ("../.gitattributes",)


def test_a_file_elsewhere_that_was_only_touched_is_no_change(tmp_path):
    folder, git = tmp_path / "content", _repository(tmp_path)
    _write(tmp_path, {"mkdocs.yml": "a\n", "Makefile": "a\n"})
    _write(folder, BEFORE)
    git("add .", "commit -qm before")
    os.utime(tmp_path / "mkdocs.yml", (1, 1))
    _write(tmp_path, {"Makefile": "b\n"})

    assert base_of(folder, "HEAD").around() == ("../Makefile",)


def test_another_repository_is_no_content(tmp_path):
    folder, git = tmp_path / "content", _repository(tmp_path)
    _write(folder, BEFORE)
    git("add .", "commit -qm before", "tag before")
    link = "0123456789012345678901234567890123456789"
    git(f"update-index --add --cacheinfo 160000,{link},content/posts/theirs", "commit -qm after")

    added = base_of(folder, "before")
    kept = base_of(folder, "HEAD")

    assert added.around() == ("posts/theirs",)
    assert problems_of(folder, "before")[0].code == "CH107"
    assert kept.contents(kept.differing()) == {}


def _repository(folder: Path):
    """Makes one, and returns what runs git in it."""

    def git(*commands: str) -> None:
        for command in commands:
            subprocess.run([*GIT, *shlex.split(command)], cwd=folder, check=True)

    git("init -q")
    return git


TAGGED = POST.replace("---\nWords", "tags: [{tag}]\n---\nWords")


@pytest.mark.parametrize(
    ("old", "new"), [("C", '"C#"'), ("net", ".NET"), ("ready", '"ready?!?!"'), ("🍵", "⛵")]
)
def test_change_that_tags_with_an_address_of_another_tag_is_told(change, old, new):
    before = {f"posts/{name}.md": TAGGED.format(tag=old) for name in ("old", "older")}
    said = change({"posts/new.md": TAGGED.format(tag=new)}, before)

    assert ("AD101", "posts/new.md") in said
    assert not {path for code, path in said if code == "AD101"} - {"posts/new.md"}


def test_change_that_takes_away_a_tags_address_is_told_of_the_tag(change):
    before = {
        "posts/old.md": TAGGED.format(tag="C"),
        "posts/older.md": TAGGED.format(tag="C"),
        "posts/sharp.md": TAGGED.format(tag='"C#"'),
        "tags.yml": "C#: {slug: c-sharp}\n",
    }

    assert ("AD101", "posts/sharp.md") in change({"tags.yml": None}, before)
