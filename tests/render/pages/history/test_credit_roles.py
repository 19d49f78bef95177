"""What a person's page says they did."""

from __future__ import annotations

import pytest

from chaguan.render.pages.contributions import roles


@pytest.fixture
def told(repository, seen):
    """The roles of Mei, as lists of titles."""

    def of(language: str = "en"):
        view = seen(repository, language)
        return {
            role.heading: [
                f"{each.link.text}{'*' if each.is_first else ''}" for each in role.contributions
            ]
            for role in roles(view.community.people["mei"], view)
        }

    repository.write("people/mei.yml", "name: Mei")
    repository.write("people/hai.yml", "name: Hai")
    return of


def story(repository, name: str, day: str, fields: str, title: str = "") -> None:
    front = f"---\ntitle: {title or name}\ndate: {day}\n{fields}\n---\nWords."
    repository.write(f"posts/{name}.md", front)


def event(repository, name: str, start: str, fields: str) -> None:
    repository.write(f"events/{name}.yml", f"title: {name}\nstart: {start}\n{fields}")


def test_each_role_lists_its_stories_and_events_newest_first(repository, told):
    story(repository, "rain", "2026-02-01", "authors: [mei]\ncredits: {photographer: [mei]}")
    story(repository, "sun", "2026-03-01", "authors: [mei]")
    story(repository, "fog", "2026-04-01", "authors: [hai]\ncredits: {reviewer: [mei], tea: [mei]}")
    event(repository, "walk", "2026-05-01 14:00", "hosts: [mei]\nspeakers: [mei]")

    assert told() == {
        "Wrote": ["sun", "rain*"],
        "Hosted": ["walk"],
        "Spoke at": ["walk"],
        "Photographed": ["rain*"],
        "Read before": ["fog"],
        "tea": ["fog"],
    }


def test_what_has_not_begun_or_was_called_off_is_not_done(repository, told):
    event(repository, "coming", "2026-12-01 14:00", "hosts: [mei]")
    event(repository, "off", "2026-05-01 14:00", "hosts: [mei]\nstatus: cancelled")

    assert told() == {}


def test_a_translator_is_credited_with_the_translation(repository, told):
    story(repository, "rain", "2026-02-01", "authors: [hai]")
    story(repository, "rain.zh-Hant", "2026-02-01", "credits: {translator: [mei]}", title="雨")

    assert told("en") == {"Translated": ["雨*"]}
    assert told("zh-Hant") == {"翻譯": ["雨*"]}


def test_a_long_list_keeps_the_newest_and_the_first(repository, told, seen):
    for day in range(1, 26):
        story(repository, f"s{day:02}", f"2026-02-{day:02}", "authors: [mei]")

    titles = told()["Wrote"]
    view = seen(repository)
    [role] = roles(view.community.people["mei"], view)

    assert titles == [*(f"s{day:02}" for day in range(25, 6, -1)), "s01*"]
    assert role.more == "and 5 earlier"
    assert role.way == "people/mei/posts/page/2/"


def test_a_long_list_of_evenings_leads_on_to_what_was(repository, told, seen):
    for day in range(1, 26):
        event(repository, f"e{day:02}", f"2026-02-{day:02} 14:00", "hosts: [mei]")

    view = seen(repository)
    [role] = roles(view.community.people["mei"], view)

    assert role.more == "and 5 earlier"
    assert role.way == "people/mei/past/page/2/"
