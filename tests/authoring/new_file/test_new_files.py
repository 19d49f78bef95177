"""`chaguan new` writes a file that passes the check, in its place, and never over another."""

import os
import re
import stat

import pytest
import yaml
from click.testing import CliRunner

from chaguan.cli import main
from chaguan.load import FIELDS_BY_KIND

EVENT = """\
# yaml-language-server: $schema=../../../schemas/event.json
# What is needed is filled in. Take the # away from whatever else you want to say.
# Times are those of the clocks in Asia/Taipei.
title:  # what it is called
  zh-Hant: "春茶會"
  # en: The Spring Tea Walk
start: 2027-04-03 14:00  # 2026-04-03 14:00 on the clock there; a day alone lasts all day
# end: 2026-04-03 17:30  # when it ends; of whole days, the last one
"""
GIVEN = {
    "post": ["--author", "lin-mei"],
    "event": ["--start", "2027-04-03 14:00", "--place", "slack-tide"],
    "person": [],
    "group": [],
    "place": [],
    "scene": [],
    "campaign": ["--aim", "Before the rain", "--author", "lin-mei"],
    "offer": ["--author", "lin-mei", "--date", "2027-01-02"],
}
WHERE = {
    "post": "posts/2026/chun-cha-hui.md",
    "event": "events/2027/chun-cha-hui.yml",
    "person": "people/chun-cha-hui.yml",
    "group": "groups/chun-cha-hui.yml",
    "place": "places/chun-cha-hui.yml",
    "scene": "scenes/chun-cha-hui.yml",
    "campaign": "campaigns/chun-cha-hui.yml",
    "offer": "offers/2027/chun-cha-hui.yml",
}


def test_an_event_is_complete_and_commented(repository, new):
    done = new("event", "春茶會", "--start", "2027-04-03 14:00")

    text = (repository / "content/events/2027/chun-cha-hui.yml").read_text("utf-8")
    assert done.exit_code == 0
    assert text.startswith(EVENT)
    assert text.endswith("uid: made-for-a-test  # keeps its identity when the file is renamed\n")


@pytest.mark.parametrize("kind", FIELDS_BY_KIND)
@pytest.mark.parametrize("folder", ["repository", "plain"])
def test_every_kind_goes_to_its_place_and_passes_the_check(kind, folder, new, check, request):
    root = request.getfixturevalue(folder)
    done = new(kind, "春茶會", *GIVEN[kind])

    said = check(root / "content" / WHERE[kind])
    assert done.exit_code == 0, done.output
    if kind == "post":  # its words are what a person has to write
        assert said.endswith("0 errors, 1 warning\n")
        assert "PO103" in said
    else:
        assert said == "0 errors, 0 warnings\n"


@pytest.mark.parametrize("kind", FIELDS_BY_KIND)
def test_every_comment_taken_away_is_a_field_that_can_be_read(kind, repository, new, check):
    new(kind, "春茶會", *GIVEN[kind])
    path = repository / "content" / WHERE[kind]
    lines = path.read_text("utf-8").splitlines()
    blocks = [n for n, line in enumerate(lines) if re.match(r"# [a-z_]+:", line)]
    body = "\nWords.\n" if kind == "post" else ""

    for at in blocks:
        end = at + 1
        while end < len(lines) and lines[end].startswith("#   "):
            end += 1
        opened = [line.removeprefix("# ") for line in lines[at:end]]
        path.write_text("\n".join([*lines[:at], *opened, *lines[end:]]) + body, "utf-8")
        codes = set(check(path).split()) & {f"FD{n}" for n in range(101, 114)}
        assert not codes, (opened, check(path))
        assert "YA" not in check(path)
    assert len(blocks) > 3


def test_last_years_offer_comes_again_a_year_later(repository, new, check):
    old = repository / "content/offers/2026/moon-cakes.yml"
    old.parent.mkdir(parents=True)
    old.write_text(
        "title: Moon cakes\nof: lin-mei\nfrom: 2026-09-01\nuntil: 2026-09-25\nsold_out: true\n"
        "order: {contact_note: Ask, until: 2026-09-20}\naliases:\n  - offers/old/\nuid: the-first\n"
    )
    done = new("offer", "--like", "moon-cakes")

    path = repository / "content/offers/2027/moon-cakes-2027.yml"
    assert done.exit_code == 0, done.output
    assert path.read_text("utf-8") == (
        "title: Moon cakes\nof: lin-mei\nfrom: 2027-09-01\nuntil: 2027-09-25\n"
        "order: {contact_note: Ask, until: 2027-09-20}\nuid: made-for-a-test\n"
    )
    assert check(path) == "0 errors, 0 warnings\n"


def test_a_file_is_never_overwritten(repository, new):
    path = repository / "content/people/mei.yml"
    path.write_text("name: Somebody\n", "utf-8")

    done = new("person", "Mei", "--id", "mei")

    assert done.exit_code == 2
    assert path.read_text("utf-8") == "name: Somebody\n"


def test_a_broken_record_keeps_its_name_too(repository, new):
    (repository / "content/people/mei.yml").write_text("name: [\n", "utf-8")

    new("person", "Mei")

    assert (repository / "content/people/mei-2.yml").is_file()


def test_the_same_title_gets_a_number(repository, new):
    for _ in range(3):
        new("event", "Tea", "--start", "2027-04-03")

    names = sorted(path.name for path in (repository / "content/events/2027").iterdir())
    assert names == ["tea-2.yml", "tea-3.yml", "tea.yml"]


def test_a_post_in_another_language_says_so_in_its_name(repository, new):
    new("post", "Rain", "--author", "lin-mei", "--lang", "en")

    assert (repository / "content/posts/2026/rain.en.md").is_file()


def test_words_go_into_the_language_they_are_written_in(repository, new):
    new("place", "Ebb Books", "--lang", "en")

    text = (repository / "content/places/ebb-books.yml").read_text("utf-8")
    assert yaml.safe_load(text)["name"] == {"en": "Ebb Books"}


def test_a_community_of_one_language_writes_plain_text(plain, new):
    new("place", "Ebb: Books")

    text = (plain / "content/places/ebb-books.yml").read_text("utf-8")
    assert yaml.safe_load(text)["name"] == "Ebb: Books"
    assert "yaml-language-server" not in text


def test_examples_name_who_and_what_the_community_has(plain, new):
    new("place", "Ebb")
    new("person", "Ann")
    new("event", "Tea", "--start", "2027-04-03 14:00")

    text = (plain / "content/events/2027/tea.yml").read_text("utf-8")
    assert "credits: {sound: [ann]}" in text
    assert text.count("place: ebb") == 2
    assert "wu-hai" not in text


def test_options_fill_the_fields_of_the_kind(repository, new):
    options = ["--host", "lin-mei", "--place", "slack-tide", "--end", "2027-04-03 16:00"]
    new("event", "Tea", "--start", "2027-04-03 14:00", *options)

    text = (repository / "content/events/2027/tea.yml").read_text("utf-8")
    event = yaml.safe_load(text)
    assert (event["hosts"], event["place"]) == (["lin-mei"], "slack-tide")


def test_comments_and_answers_are_in_the_language_of_the_environment(repository, new):
    done = new("person", "林梅", env={"LANG": "zh_TW.UTF-8"})

    assert "寫好了" in done.output
    assert "你希望大家怎麼叫你" in (repository / "content/people/lin-mei-2.yml").read_text("utf-8")


def test_the_editor_opens_the_new_file(repository, new):
    editor = repository / "editor"
    editor.write_text('#!/bin/sh\necho "pronouns: she" >> "$1"\n', "utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IEXEC)

    new("person", "Mei", "--edit", env={"EDITOR": str(editor), "PATH": os.environ["PATH"]})

    assert (repository / "content/people/mei.yml").read_text("utf-8").endswith("pronouns: she\n")


def test_without_a_uid_option_each_record_gets_its_own(repository):
    for _ in range(2):
        CliRunner().invoke(main, ["new", "scene", "Rain"])

    records = [path.read_text("utf-8") for path in (repository / "content/scenes").iterdir()]
    uids = {yaml.safe_load(text)["uid"] for text in records}
    assert len(uids) == 2
    assert {len(uid) for uid in uids} == {36}
