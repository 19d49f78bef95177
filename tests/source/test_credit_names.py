"""Whose name may stand beside a change."""

from __future__ import annotations

import pytest

PEOPLE = {
    "lin-mei": "name: {en: Lin Mei, zh-Hant: 林梅}",
    "ann-lee": "name: Ann Lee",
    "li-one": "name: Li Wei",
    "li-two": "name: Li Wei",
    "quiet-one": "name: {en: Ann, zh-Hant: 靜}\ncontact: real@private.example\nunlisted: true",
}


@pytest.fixture
def named(repository, signatures):
    for id, text in PEOPLE.items():
        repository.write(f"people/{id}.yml", text)
    return signatures(repository)


@pytest.mark.parametrize(
    ("name", "address", "shown"),
    [
        ("Somebody Else", "", "Somebody Else"),
        ("Lin  Mei", "", "Lin Mei"),
        ("ＬＩＮ Mei", "", "ＬＩＮ Mei"),
        ("Ann", "", ""),
        ("ann", "", ""),
        ("靜", "", ""),
        ("Ann (靜)", "", ""),
        ("Ann Lee", "", "Ann Lee"),
        ("Anna", "", "Anna"),
        ("靜靜", "", "靜靜"),
        ("quiet-one", "", ""),
        ("Pseudonym", "real@private.example", ""),
        ("Pseudonym", "Real@Private.example", ""),
        ("Lin Mei", "real@private.example", ""),
        ("Pseudonym", "123+quiet-one@users.noreply.github.com", ""),
        ("somebody@private.example", "", ""),
        ("Mei somebody@private.example", "", ""),
        ("Mei @home", "", "Mei @home"),
        ("", "", ""),
        ("Evil\u202eName\x07", "", "Evil Name"),
        ("\udcff", "", "\ufffd"),
        ("x" * 200, "", "x" * 80),
    ],
)
def test_a_name_is_shown_unless_its_person_does_not_want_it(named, name, address, shown):
    assert named.shown(name, address) == shown


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Lin Mei", "lin-mei"),
        ("林梅", "lin-mei"),
        ("lin-mei", "lin-mei"),
        ("Li Wei", None),
        ("Ann", None),
        ("Somebody Else", None),
    ],
)
def test_a_name_leads_to_its_person_where_there_is_one(named, name, person):
    assert named.person(name) == person
