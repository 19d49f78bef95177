"""What is not public is nowhere in the built site."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from support import ROOT

CONTENT = ROOT / "content"
HIDDEN_POSTS = ("bus-timetable", "letter-to-2031")
"""The draft and the scheduled one."""

TOWN_WITH_SECRETS = """
    people/
        mei.yml
        | name: Lin Mei
        | bio: Makes tea.
        | contact: reachable-at@private.example
        quiet-one.yml
        | name: {en: Nobody Knowsme, zh-Hant: 無名氏}
        | bio: {en: Works at the lighthouse, zh-Hant: 在燈塔工作}
        | avatar: ../images/quiet.jpg
        | links: {Diary: "https://secret-diary.example/"}
        | feed: https://secret-diary.example/feed.xml
        | pronouns: xe/xem
        | contact: quiet@private.example
        | unlisted: true
    images/
        quiet.jpg
        | not a picture
    places/
        house.yml
        | name: The House
        | people: [quiet-one, mei]
    groups/
        walkers.yml
        | name: Walkers
        | members: [quiet-one]
    events/
        walk.yml
        | title: {en: The walk, zh-Hant: 走路}
        | start: 2026-12-05 14:00
        | hosts: [quiet-one]
        | speakers: [quiet-one, mei]
        tea.yml
        | title: Tea
        | start: 2026-03-05 14:00
        | hosts: [quiet-one]
    posts/
        told.md
        | ---
        | title: Told
        | date: 2026-10-01 10:00
        | authors: [quiet-one]
        | credits: {editor: [quiet-one], photographer: [mei]}
        | ---
        | Words for all.
        half-done.md
        | ---
        | title: Drafttitle
        | date: 2026-10-01 10:00
        | authors: [mei]
        | tags: [drafttag]
        | summary: Draftsummary
        | event: tea
        | draft: true
        | ---
        | Draftbody
        half-done.zh-Hant.md
        | ---
        | title: 草稿標題
        | ---
        | 草稿內文
        later.md
        | ---
        | title: Scheduledtitle
        | date: 2026-11-25 12:01
        | authors: [mei]
        | tags: [scheduledtag]
        | event: walk
        | ---
        | Scheduledbody
        later.zh-Hant.md
        | ---
        | title: 預定標題
        | ---
        | 預定內文
"""
SECRETS = """
    reachable-at quiet-one Knowsme 無名氏 lighthouse 燈塔 secret-diary xe/xem quiet@private
    half-done Drafttitle drafttag Draftsummary Draftbody 草稿標題 草稿內文
    Scheduledtitle scheduledtag Scheduledbody 預定標題 預定內文 posts/later
""".split()


def test_nothing_private_is_published(town):
    site = town(TOWN_WITH_SECRETS).built()

    found = {(secret, path) for path, text in site.words() for secret in SECRETS if secret in text}
    assert site.has("posts/told/")
    assert found == set()


def test_a_link_to_what_is_not_public_leaves_only_its_words(town):
    town = town(TOWN_WITH_SECRETS)
    town.write(
        "posts/linking.md",
        """
        ---
        title: Linking
        date: 2026-10-02
        authors: [mei]
        ---
        Ask [a friend](../people/quiet-one.yml), wait for [more](half-done.md) and [this](later.md).
        """,
    )

    site = town.built()

    found = {(secret, path) for path, text in site.words() for secret in SECRETS if secret in text}
    assert "Ask a friend, wait for more and this." in site.text("posts/linking/")
    assert found == set()


def test_no_source_file_is_published(demonstration):
    sources = (".yml", ".yaml", ".md", ".py", ".toml")

    assert [path for path in demonstration.files if path.endswith(sources)] == []


def private_values() -> Iterator[str]:
    """What the demonstration keeps to itself: every line of it that could be recognized."""
    for path in sorted((CONTENT / "people").glob("*.yml")):
        person = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "contact" in person:
            yield person["contact"]
        if person.get("unlisted"):
            yield f"people/{path.stem}"
            yield from person["name"].values()
            yield from (line for bio in person["bio"].values() for line in phrases(bio))
    for name in HIDDEN_POSTS:
        for path in sorted((CONTENT / "posts").rglob(f"{name}.*")):
            _, front_matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
            yield f"posts/2026/{name}"
            yield yaml.safe_load(front_matter)["title"]
            yield from phrases(body)


def phrases(markdown: str) -> list[str]:
    """The sentences of a text that stand on a line of their own and without markup."""
    lines = (line.strip(" -") for line in markdown.splitlines())
    return [line for line in lines if len(line) > 11 and not re.search(r"[*_`\[<|#]", line)]


def test_nothing_private_of_the_demonstration_is_published(demonstration):
    secrets = tuple(private_values())

    found = {
        (path, secret)
        for path, text in demonstration.words()
        for secret in secrets
        if secret in text
    }
    assert len(secrets) > 20
    assert found == set()
