"""Every address that the design promises, in both languages."""

from __future__ import annotations

import re

import pytest
import yaml

from support import ROOT

CONTENT = ROOT / "content"
LANGUAGES = pytest.mark.parametrize("home", ["", "en/"])
STREAM = ("rss.xml", "atom.xml", "feed.json", "events.ics")
NEWS = ("events/rss.xml", "events/atom.xml", "events/feed.json")
EDIT = "https://github.com/example/slack-tide/edit/main/content/"


def ids_of(folder: str, *, but: str = "") -> list[str]:
    """Files below a folder of the demonstration, as addresses: without suffix."""
    paths = (
        path.relative_to(CONTENT).with_suffix("") for path in (CONTENT / folder).rglob("*.yml")
    )
    return sorted(path.as_posix() for path in paths if path.name != but)


def missing(site, addresses) -> list[str]:
    return [address for address in addresses if not site.has(address)]


@LANGUAGES
def test_every_gathering_page_is_there(demonstration, home):
    pages = (
        "",
        *("posts/", "posts/page/2/", "events/", "events/past/"),
        *("people/", "groups/", "places/", "scenes/", "tags/"),
        *("subscribe/", "contribute/", "charter/"),
    )

    assert missing(demonstration, [f"{home}{page}" for page in pages]) == []


@LANGUAGES
def test_every_event_has_its_calendar(demonstration, home):
    events = ids_of("events")

    assert len(events) > 15
    assert missing(demonstration, [f"{home}{event}.ics" for event in events]) == []


@pytest.mark.parametrize(("home", "language"), [("", "zh-Hant"), ("en/", "en")])
def test_every_event_has_a_page_in_each_language_of_its_title(demonstration, home, language):
    events = [each for each in ids_of("events") if language in title_of(f"{each}.yml")]

    assert len(events) > 10
    assert missing(demonstration, [f"{home}{event}/" for event in events]) == []


def title_of(path: str) -> dict[str, str] | str:
    """The title of a record, as it stands in its file."""
    return yaml.safe_load((CONTENT / path).read_text(encoding="utf-8"))["title"]


@LANGUAGES
def test_the_site_and_its_events_have_feeds_and_a_calendar(demonstration, home):
    files = (*STREAM, *NEWS)

    assert missing(demonstration, [f"{home}{file}" for file in files]) == []


@LANGUAGES
@pytest.mark.parametrize("kind", ["people", "groups", "places", "scenes"])
def test_whoever_keeps_going_has_a_page_feeds_and_a_calendar(demonstration, home, kind):
    records = ids_of(kind, but="night-shift")

    expected = [f"{home}{record}/{file}" for record in records for file in ("", *STREAM)]
    assert len(records) >= 5
    assert missing(demonstration, expected) == []


@LANGUAGES
def test_whoever_has_events_has_feeds_of_them(demonstration, home):
    having = [
        page.removesuffix("index.html")
        for page in demonstration.files
        if re.fullmatch(rf"{home}(people|groups|places|scenes|tags)/[^/]+/index.html", page)
        and b"cg-event__title" in demonstration.files[page]
    ]

    assert len(having) > 10
    assert missing(demonstration, [f"{page}{file}" for page in having for file in NEWS]) == []


@LANGUAGES
@pytest.mark.parametrize("page", ["events/", "events/online/", "events/past/"])
def test_lists_of_events_advertise_what_is_told_of_events_first(demonstration, home, page):
    head = demonstration.pages[f"{home}{page}"].xpath(
        "//link[@rel='alternate'][@type='application/rss+xml']/@href"
    )

    assert demonstration.address(f"{home}{page}", head[0]) == f"{home}events/rss.xml"


@LANGUAGES
def test_every_tag_in_the_index_has_a_page_feeds_and_a_calendar(demonstration, home):
    index = f"{home}tags/"
    tags = [
        demonstration.address(index, link)
        for link in demonstration.main(index).xpath(".//ul[@class='cg-chips']//a/@href")
    ]

    expected = [f"{tag}{file}" for tag in tags for file in ("", *STREAM)]
    assert len(tags) > 10
    assert missing(demonstration, expected) == []


def test_every_post_has_its_page_in_its_own_language(demonstration):
    hidden = ("bus-timetable", "letter-to-2031")
    paths = [path.relative_to(CONTENT) for path in (CONTENT / "posts").rglob("*.md")]
    shown = [path.as_posix().removesuffix(".md") for path in paths]

    expected = [
        f"en/{path.removesuffix('.en')}/" if path.endswith(".en") else f"{path}/"
        for path in shown
        if not path.removesuffix(".en").endswith(hidden)
    ]
    assert len(expected) > 20
    assert missing(demonstration, expected) == []


def test_the_whole_site_is_there_as_data(demonstration):
    assert missing(demonstration, ["subscriptions.opml", "api/community.json"]) == []


def test_a_page_says_which_language_it_speaks(demonstration):
    wrong = {
        address: page.get("lang")
        for address, page in demonstration.pages.items()
        if page.get("lang") != ("en" if address.startswith("en/") else "zh-Hant")
    }

    assert wrong == {}


@LANGUAGES
def test_every_page_advertises_the_feeds_of_the_site(demonstration, home):
    silent = [
        address
        for address, page in demonstration.pages.items()
        if address.startswith("en/") == bool(home)
        and address != "404.html"
        and not {f"{home}{file}" for file in (*STREAM, *NEWS)}
        <= advertised(demonstration, address, page)
    ]

    assert silent == []


@LANGUAGES
@pytest.mark.parametrize("page", ["people/lin-mei/", "groups/menders/", "places/slack-tide/"])
def test_whoever_keeps_going_advertises_their_own_feeds(demonstration, home, page):
    found = advertised(demonstration, f"{home}{page}", demonstration.pages[f"{home}{page}"])

    assert {f"{home}{page}{file}" for file in STREAM} <= found


def advertised(site, address: str, page) -> set[str]:
    """The addresses of the feeds and calendars that a page names for machines."""
    links = page.xpath("//link[@rel='alternate'][@type]/@href")
    return {site.address(address, link) for link in links}


@LANGUAGES
def test_what_is_around_the_months_leads_to_the_present_one(demonstration, home):
    (there,) = demonstration.documents[f"{home}events/month/"].xpath("//a/@href")

    assert demonstration.address(f"{home}events/month/", there) == f"{home}events/month/2026-11/"


def test_every_page_opens_its_source_for_editing(demonstration):
    wrong = {}
    for address, page in demonstration.pages.items():
        opened = page.xpath("//a[@rel='edit']/@href")
        if address != "404.html" and opened != [f"{EDIT}{source_of(address)}"]:
            wrong[address] = opened

    assert wrong == {}


def source_of(address: str) -> str:
    """The file of the demonstration that an address is made of."""
    language = ".en" if address.startswith("en/") else ""
    path = address.removeprefix("en/").rstrip("/") or "index"
    if path.startswith("charter/"):
        path = path.replace("/", ".v")  # an older version
    sources = (f"{path}{language}.md", f"{path}/index{language}.md", f"{path}.yml")
    return next((source for source in sources if (CONTENT / source).is_file()), "community.yml")
