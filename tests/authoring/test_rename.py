"""A record under another name, and whatever names it; a translation's file; looking again."""

import pytest
from click.testing import CliRunner

from chaguan.cli import main
from chaguan.cli.check import again
from chaguan.load import load
from chaguan.site.identity import uid

FILES = {
    "community.yml": "name: {zh-Hant: 茶館, en: Tea}\ntimezone: Asia/Taipei\nlanguages: [zh-Hant, en]\nuid: 0b9fd1b5-7c1e-4a53-9d0e-6a7f5b1c2d3e\n",
    "people/mei.yml": "name: Mei # her own\nplace: ebb\n",
    "people/mei-lin.yml": "name: Mei Lin\n",
    "places/ebb.yml": "name: Ebb\npeople: [mei, mei-lin]\n",
    "groups/walkers.yml": "name: Walkers\nmembers:\n  - mei\n  - mei-lin\nabout: See [her](../people/mei.yml#x).\n",
    "posts/2026/tea.md": "---\ntitle: 茶\ndate: 2026-01-01\nauthors: [mei]\ncredits: {editor: [mei]}\n---\n\n[Mei](../../people/mei.yml), [again][m], mei.\n\n::: person mei\n::: upcoming 3 person=mei\n\n[m]: ../../people/mei.yml\n",
    "posts/2026/tea.en.md": "---\ntitle: Tea\n---\n\nx\n",
    "posts/2026/two.md": "---\ntitle: Two\ndate: 2026-01-02\nauthors: mei\naliases: [old/two/]\n---\n\n[one](tea.md) [en](tea.en.md)\n",
}


@pytest.fixture
def content(tmp_path, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    for path, text in FILES.items():
        where = tmp_path / "content" / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text(text, encoding="utf-8")
    return tmp_path / "content"


def run(*words):
    return CliRunner().invoke(main, words)


def identities(content):
    community = load(content).community
    return {
        (each.kind, str(each.name)): uid(each, community.settings)
        for each in community.records()
        if each.kind != "page"
    }


def test_who_is_renamed_is_named_everywhere_by_the_new_name(content):
    before = identities(content)
    done = run("rename", "content/people/mei.yml", "lin-mei")

    assert done.exit_code == 0, done.output
    assert not (content / "people/mei.yml").exists()
    person = (content / "people/lin-mei.yml").read_text()
    assert person.startswith("name: Mei # her own\nplace: ebb\naliases: [people/mei/]\nuid: ")
    assert (content / "places/ebb.yml").read_text() == "name: Ebb\npeople: [lin-mei, mei-lin]\n"
    assert (content / "groups/walkers.yml").read_text() == (
        "name: Walkers\nmembers:\n  - lin-mei\n  - mei-lin\nabout: See [her](../people/lin-mei.yml#x).\n"
    )
    tea = (content / "posts/2026/tea.md").read_text()
    assert "authors: [lin-mei]\ncredits: {editor: [lin-mei]}" in tea
    assert "[Mei](../../people/lin-mei.yml), [again][m], mei." in tea
    assert "::: person lin-mei\n::: upcoming 3 person=lin-mei\n" in tea
    assert "[m]: ../../people/lin-mei.yml" in tea
    assert "authors: lin-mei\n" in (content / "posts/2026/two.md").read_text()
    assert identities(content) == before
    assert not load(content).problems


def test_a_story_takes_its_translations_along(content):
    before = identities(content)
    done = run("rename", "content/posts/2026/tea.md", "spring-tea")

    assert done.exit_code == 0, done.output
    assert "aliases: [posts/2026/tea/]\n" in (content / "posts/2026/spring-tea.md").read_text()
    english = (content / "posts/2026/spring-tea.en.md").read_text()
    assert "aliases: [en/posts/2026/tea/]\n" in english
    assert (
        "[one](spring-tea.md) [en](spring-tea.en.md)" in (content / "posts/2026/two.md").read_text()
    )
    assert identities(content) == before


def test_renamed_twice_it_has_both_old_addresses(content):
    run("rename", "content/posts/2026/two.md", "three")
    run("rename", "content/posts/2026/three.md", "four")
    text = (content / "posts/2026/four.md").read_text()

    assert "aliases: [posts/2026/three/, posts/2026/two/, old/two/]" in text
    assert text.count("uid:") == 1


@pytest.mark.parametrize("name", ["mei-lin", "a/b", "../x", "con", "", "tea.en"])
def test_a_name_that_cannot_be_is_refused_and_nothing_changes(content, name):
    done = run("rename", "content/people/mei.yml", name)

    assert done.exit_code == 2, done.output
    assert (content / "people/mei.yml").read_text() == FILES["people/mei.yml"]


def test_a_dry_run_renames_nothing(content):
    done = run("rename", "content/people/mei.yml", "lin-mei", "--dry-run")

    assert "Renamed: people/mei.yml → people/lin-mei.yml" in done.output
    assert (content / "people/mei.yml").exists()


def test_the_file_for_a_translation_holds_the_original(content):
    done = run("translate", "content/posts/2026/two.md")

    assert done.exit_code == 0, done.output
    text = (content / "posts/2026/two.en.md").read_text()
    assert text.startswith('---\ntitle: "Two"\n---\n\n<!-- Translate what follows')
    assert "[one](tea.md)" in text
    again = run("translate", "content/posts/2026/two.md")
    assert again.exit_code == 2
    assert "It is there in every language" in again.output
    assert "within the file" in run("translate", "content/people/mei.yml").output


def test_a_saved_file_is_looked_at_again(content):
    looked = []

    def pause(seconds):
        if len(looked) == 3:
            raise KeyboardInterrupt
        (content / "people/mei.yml").write_text(f"name: Mei {len(looked)}{'x' * len(looked)}\n")

    again(content, lambda: looked.append(1) or 0, "en", pause)

    assert len(looked) == 3
