"""A community drawn in the test, and its feeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from textwrap import dedent

import markdown
import pytest

from chaguan.load import read
from chaguan.model import Community, Event, MediaPath, Post
from chaguan.render.feeds.event_feeds import EventFeeds
from chaguan.render.feeds.feed import Enclosure
from chaguan.render.feeds.post_feeds import PostFeeds
from chaguan.site.announcements import Announcements
from chaguan.site.clock import Clock
from chaguan.site.index import Index
from chaguan.site.stream import site_stream
from chaguan.site.urls import Addresses
from chaguan.site.visibility import published
from chaguan.source import SourceFile

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TOWN = "https://community.example/town/"
SETTINGS = """
community.yml
| name: {en: Tea & <Town>, zh-Hant: 茶鎮}
| timezone: Asia/Taipei
| languages: [en, zh-Hant]
| licence: CC-BY-4.0
| uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
"""


@dataclass(frozen=True)
class EveryWord:
    """Says every key it is asked for, and with what."""

    language: str = "en"
    locale: str = "en"

    def __call__(self, key: str, **values: object) -> str:
        if key == "person.member":
            return "a member"
        return " ".join((f"[{key}]", *(str(value) for value in values.values())))

    def of(self, key: str, name: str) -> str:
        return name

    def count(self, key: str, number: int, **values: object) -> str:
        return self(key, number=number, **values)


def files(drawing: str) -> tuple[SourceFile, ...]:
    """The files of a drawing: a folder ends with a slash, a line of a file begins with a bar."""
    found: dict[str, list[str]] = {}
    folders: list[tuple[int, str]] = []
    lines: list[str] = []
    for each in dedent(drawing).strip("\n").splitlines():
        indent, line = len(each) - len(each.lstrip()), each.strip()
        if line.startswith("|"):
            lines.append(line[2:])
            continue
        folders = [folder for folder in folders if folder[0] < indent]
        path = "".join(name for _, name in folders) + line
        if line.endswith("/"):
            folders.append((indent, line))
        elif line:
            lines = found[path] = []
    return tuple(SourceFile(path, "\n".join(text) + "\n") for path, text in found.items())


def community_of(drawing: str, settings: str = SETTINGS) -> Community:
    loaded = read(files(settings) + files(drawing), name="town")
    errors = [each for each in loaded.problems if each.severity.value == "error"]
    assert not errors
    return published(loaded.community, NOW)


def picture(path: MediaPath) -> Enclosure:
    return Enclosure(url=f"{TOWN}{path}", type="image/webp", length=4711)


def html_of(post: Post) -> str:
    return markdown.markdown(post.body, extensions=["extra"])


def description_of(event: Event, language: str) -> str:
    return markdown.markdown(event.description.best(language).text)


@dataclass(frozen=True)
class Town:
    """A community and everything a test asks of it."""

    community: Community
    site_url: str = TOWN

    @property
    def index(self) -> Index:
        return Index(self.community, Addresses(self.community.settings.languages))

    @property
    def words(self) -> Callable[[str], EveryWord]:
        return EveryWord

    def posts(self, html: Callable[[Post], str] = html_of, **options: object) -> PostFeeds:
        options = {"picture": picture, "clock": Clock(NOW), **options}
        return PostFeeds(self.index, self.site_url, html, EveryWord, **options)

    def events(self, **options: object) -> EventFeeds:
        arrived = options.pop("arrived", {})
        now = options.pop("now", NOW)
        announcements = Announcements(Clock(now), arrived.get)  # type: ignore[attr-defined]
        options = {"picture": picture, "announcements": announcements, **options}
        words = options.pop("words", EveryWord)
        return EventFeeds(self.index, self.site_url, description_of, words, **options)

    def feed(self, language: str = "en", **options: object):
        return self.posts(**options).of(site_stream(self.index, language))

    def event_feed(self, language: str = "en", **options: object):
        return self.events(**options).of(site_stream(self.index, language))

    def at(self, site_url: str) -> Town:
        return replace(self, site_url=site_url)

    def telling(self, **changes: object) -> Town:
        """The same town, its first post changed."""
        first, *others = self.community.posts
        posts = (replace(first, **changes), *others)
        return replace(self, community=replace(self.community, posts=posts))


@pytest.fixture
def town() -> Callable[[str], Town]:
    """Draw a town."""
    return lambda drawing="": Town(community_of(drawing))


@pytest.fixture
def one_story(town) -> Town:
    """A town where one story has been told."""
    return town("""
        people/
            mei.yml
            | name: {en: Lin Mei, zh-Hant: 林梅}
            hai.yml
            | name: Wu Hai
            secret.yml
            | name: Nobody Knows
            | unlisted: true
            | contact: secret@example.org
        posts/
            2026/
                rain.md
                | ---
                | title: Rain & <b>tea</b> 🍵 漢字 ]]>
                | date: 2026-05-01 10:00
                | authors: [mei, secret]
                | credits: {editor: [hai]}
                | summary: Tea < coffee & so on
                | image: ../../images/rain.jpg
                | image_alt: rain
                | tags: [雨, "R&D"]
                | ---
                | It [rains](../sun/) on us[^1].
                |
                | ![drop](../../../images/drop.png)
                |
                | [^1]: Really.
        images/
            rain.jpg
            | x
    """)


@pytest.fixture
def many_stories(town) -> Callable[[int], Town]:
    """A town with that many stories, one a day."""

    def told(number: int) -> Town:
        stories = "".join(
            f"""
    s{each:03}.md
    | ---
    | title: Story {each}
    | date: 2026-0{1 + each // 28}-{1 + each % 28:02}
    | authors: [mei]
    | summary: The {each}th
    | ---
    | Words {each}."""
            for each in range(number)
        )
        return town(f"people/\n    mei.yml\n    | name: Mei\nposts/{stories}\n")

    return told


@pytest.fixture
def evenings(town) -> Town:
    """A town where people meet."""
    return town("""
        people/
            mei.yml
            | name: {en: Lin Mei, zh-Hant: 林梅}
        places/
            house.yml
            | name: {en: The House, zh-Hant: 茶館}
            | address: 12 Harbour Road
            | city: Shihua
            | country: TW
            | geo: [25.1, 121.5]
        events/
            2026/
                boat.yml
                | title: {en: Night <Boat>, zh-Hant: 夜船}
                | start: 2026-07-04 19:30
                | end: 2026-07-04 22:00
                | place: house
                | hosts: [mei]
                | status: cancelled
                | status_note: {en: The sea said no, zh-Hant: 海說不要}
                | updated: 2026-05-20
                | revision: 2
                | description: Bring a [coat](../../../places/house/).
                | cost: NT$600
                | signup: {url: "https://forms.example.org/boat", until: 2026-07-01}
                fair.yml
                | title: Fair
                | start: 2026-08-01
                | end: 2026-08-02
                | location: {name: The Pier, city: Shihua}
                | online: https://meet.example.org/fair
                tea.yml
                | title: Tuesday tea
                | start: 2026-03-03 15:00
                | place: house
                | repeat:
                |   every: week
                |   except: [2026-03-17]
                |   moved:
                |     2026-03-10:
                |       start: 2026-03-11 16:00
                |       status_note: The kettle is ill
                | updated: 2026-03-05
                walk.yml
                | title: Walk
                | start: 2026-06-06 08:00
                | online: https://meet.example.org/walk
                | status: tentative
    """)
