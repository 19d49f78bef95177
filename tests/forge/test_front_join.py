"""“Count me in”: a line in one's own file, checked, and named after who sent it."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable

import pytest
import yaml

from chaguan.forge.join_form import with_joined

ROOF = "title: {zh-Hant: 網寮的屋頂, en: A Roof}\naim: Before the rain\nhosts: [lin-mei]\n"


@pytest.fixture
def filled(fill: Callable, town) -> Callable:
    (town / "campaigns").mkdir(exist_ok=True)
    (town / "campaigns/roof.yml").write_text(ROOF, encoding="utf-8")
    (town / "people/mei.yml").write_text(
        "name: Mei of the Pier  # as ever\nbio: Tea.\n", encoding="utf-8"
    )
    return fill


@pytest.mark.parametrize("campaign", ["roof", "A Roof", "https://t.example.org/en/campaigns/roof/"])
def test_a_line_goes_into_ones_own_file(filled, campaign):
    found = filled("join", campaign=campaign, who="Mei of the Pier", **{"as": "carrying tiles"})

    assert found.result["path"] == "content/people/mei.yml"
    assert found.text.startswith("name: Mei of the Pier  # as ever\nbio: Tea.\njoins:")
    assert yaml.safe_load(found.text)["joins"] == [{"campaign": "roof", "as": "carrying tiles"}]
    (asked,) = found.result["problems"]
    assert asked["severity"] == "warning"


def test_who_has_no_file_gets_one(filled):
    found = filled("join", campaign="roof", who="Nobody Yet")

    assert found.result["path"] == "content/people/nobody-yet.yml"
    assert yaml.safe_load(found.text)["joins"] == ["roof"]


def test_who_shares_a_name_is_asked_which_of_them(filled, town):
    (town / "people/other-mei.yml").write_text("name: Mei of the Pier\n", encoding="utf-8")

    assert filled("join", campaign="roof", who="Mei of the Pier").result["path"] == ""
    assert filled("join", campaign="roof", who="other-mei").result["path"] != ""


def test_no_such_campaign_makes_no_file(filled):
    found = filled("join", campaign="rooof", who="Lin Mei")

    assert found.result["path"] == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: A\n", ["roof"]),
        ("name: A", ["roof"]),
        ("joins: [pier]\nname: A\n", ["pier", "roof"]),
        ("joins: pier\nname: A\n", ["pier", "roof"]),
        ("joins: []\nname: A\n", ["roof"]),
        ("joins:\n  - pier\nname: A\n", ["roof", "pier"]),
        ("joins:\n- pier\nname: A\n", ["roof", "pier"]),
        ("joins:  # what I do\n    - pier\n    - kite\n", ["roof", "pier", "kite"]),
        ("joins: pier  # since May\nname: A\n", ["pier", "roof"]),
        ("joins: [pier, ]  # since May\nname: A\n", ["pier", "roof"]),
        ("joins: [{campaign: pier, as: x}]\n", [{"campaign": "pier", "as": "x"}, "roof"]),
    ],
)
def test_the_line_finds_its_place(before, after):
    assert yaml.safe_load(with_joined(before, "roof"))["joins"] == after


LEAVING = {"leave": "我要退出 I am leaving"}


@pytest.mark.parametrize(
    ("joins", "left"),
    [
        ("joins: [roof]\n", None),
        ("joins: roof  # since May\nbio: Tea.\n", None),
        ("joins: [pier, {campaign: roof, as: x}]\n", ["pier"]),
        ("joins:\n  - pier\n  - campaign: roof\n    as: cooking\nbio: Tea.\n", ["pier"]),
        (
            "joins:\n- {campaign: pier, as: {zh-Hant: 煮, en: cooking}}\n- roof\n",
            [{"campaign": "pier", "as": {"zh-Hant": "煮", "en": "cooking"}}],
        ),
    ],
)
def test_leaving_by_form_is_as_easy_as_joining(filled, town, joins, left):
    (town / "campaigns/pier.yml").write_text(ROOF, encoding="utf-8")
    (town / "people/mei.yml").write_text(f"name: Mei of the Pier\n{joins}", encoding="utf-8")

    found = filled("join", campaign="roof", who="Mei of the Pier", **LEAVING)

    held = yaml.safe_load(found.text)
    assert held.get("joins") == left
    assert held["name"] == "Mei of the Pier"
    assert held.get("bio") == ("Tea." if "bio" in joins else None)


@pytest.mark.parametrize("who", ["Lin Mei", "Nobody Yet"])
def test_nobody_leaves_what_they_are_not_in(filled, who):
    found = filled("join", campaign="roof", who=who, **LEAVING)

    assert found.result["path"] == ""
    assert "not in it" in found.words


def test_who_keeps_a_list_below_the_line_can_join_too(filled, town):
    (town / "campaigns/pier.yml").write_text(ROOF, encoding="utf-8")
    (town / "people/mei.yml").write_text("name: Mei\njoins:\n  - pier\n", encoding="utf-8")

    found = filled("join", campaign="roof", who="Mei")

    assert sorted(yaml.safe_load(found.text)["joins"]) == ["pier", "roof"]


def test_a_newcomers_file_is_left_by_deleting_one_line(filled):
    found = filled("join", campaign="roof", who="Nobody Yet", **{"as": "carrying: tiles, [x]"})
    lines = found.text.splitlines(keepends=True)

    (own,) = [line for line in lines if line.startswith("joins:")]

    assert yaml.safe_load(own) == {"joins": [{"campaign": "roof", "as": "carrying: tiles, [x]"}]}
    assert "joins" not in yaml.safe_load("".join(line for line in lines if line != own))


@pytest.mark.nightly
def test_a_hundred_join_in_one_minute_and_nothing_collides(tmp_path):
    """Each on a branch of their own from one base, merged in random order with real git."""
    folder = tmp_path / "people"
    folder.mkdir()
    for number in range(100):
        (folder / f"p{number}.yml").write_text(f"name: P{number}\n", encoding="utf-8")
    who = {f"GIT_{role}_{key}": "a@example.org" if key == "EMAIL" else "A"
           for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}  # fmt: skip
    environment = os.environ | who | {"GIT_CONFIG_GLOBAL": os.devnull}

    def git(*words: str) -> None:
        command = ["git", "-C", str(tmp_path), *words]
        subprocess.run(command, check=True, capture_output=True, env=environment)

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "base")
    for number in range(100):
        git("checkout", "-q", "-b", f"join/{number}", "main")
        path = folder / f"p{number}.yml"
        path.write_text(with_joined(path.read_text("utf-8"), "roof"), encoding="utf-8")
        git("commit", "-qam", f"Count p{number} in")
    git("checkout", "-q", "main")
    order = list(range(100))
    random.Random(4711).shuffle(order)
    for number in order:
        git("merge", "-q", "--no-edit", f"join/{number}")

    texts = [path.read_text("utf-8") for path in folder.iterdir()]
    assert all("joins: [" in text for text in texts)
