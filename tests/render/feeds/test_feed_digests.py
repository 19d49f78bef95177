"""The feed of weeks that are over, on a built site."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid5

import feedparser
import pytest
from lxml import html

from support.sharing import COMMUNITY, SETTINGS, built_in

pytestmark = pytest.mark.slow
STORY = "---\ntitle: {title}\ndate: {day}\nauthors: [mei]\n---\nWords.\n"
TOWN: dict[str, str | bytes] = {
    "people/mei.yml": "name: Mei\n",
    "posts/old.md": STORY.format(title="Old", day="2026-10-31"),
    "posts/rain.md": STORY.format(title="</description>]]>Rain & co", day="2026-11-18"),
    "posts/now.md": STORY.format(title="Now", day="2026-11-24"),
    "events/tea.yml": "title: {en: Tea, zh-Hant: 茶}\nstart: 2026-11-12 19:00\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_in(
        tmp_path_factory.mktemp("digests"),
        TOWN,
        community=f"{COMMUNITY}digest: {{since: 2026-W44}}\n",
        settings=f"{SETTINGS}\n  - chaguan/feeds\n",
    )


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_there_is_one_entry_a_week_dated_when_it_was_over(site, name):
    feed = feedparser.parse((site / "digest" / name).read_bytes())

    assert feed.bozo == 0
    assert [(each.link, each.published_parsed[:5]) for each in feed.entries] == [
        ("https://town.example.org/digest/2026-w47/", (2026, 11, 22, 16, 0)),
        ("https://town.example.org/digest/2026-w45/", (2026, 11, 8, 16, 0)),
        ("https://town.example.org/digest/2026-w44/", (2026, 11, 1, 16, 0)),
    ]
    town = UUID("7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11")
    assert feed.entries[0].id == f"urn:uuid:{uuid5(town, 'digest/2026-W47/en')}"


def test_each_language_tells_the_same_weeks_in_its_words(site):
    feed = feedparser.parse((site / "zh-Hant/digest/rss.xml").read_bytes())

    assert [each.title for each in feed.entries] == [
        "2026年11月16日 – 2026年11月22日 這一週",
        "2026年11月2日 – 2026年11月8日 這一週",
        "2026年10月26日 – 2026年11月1日 這一週",
    ]
    assert "茶" in feed.entries[1].content[0].value


def test_a_week_has_a_page_and_the_list_leads_to_it(site):
    listed = html.parse(site / "digest/index.html").xpath("//ul[@class='cg-digest']//a/@href")
    page = html.parse(site / "digest/2026-w47/index.html")

    assert listed == ["2026-w47/", "2026-w45/", "2026-w44/"]
    assert [each.text for each in page.iter("h2")][:1] == ["New stories"]
    assert page.xpath("//ul[@class='cg-digest']//a")[0].text == "</description>]]>Rain & co"
    assert not (site / "digest/2026-w48").exists()
