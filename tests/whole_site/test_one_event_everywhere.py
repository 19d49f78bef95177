"""An evening is written once, and comes out wherever people are as one and the same."""

from __future__ import annotations

import json

from icalendar import Calendar
from lxml import etree
from lxml import html as lxml_html

TOWN = """
people/
    mei.yml
    | name: Mei
groups/
    walkers.yml
    | name: Walkers
events/
    walk.yml
    | title: The long walk
    | start: 2026-11-27 19:00
    | end: 2026-11-27 21:00
    | announced: 2026-11-18
    | hosts: [mei]
    | groups: [walkers]
    | location: {name: The pier}
    | uid: 0b9d8c53-7d0e-4d0a-9a55-1f5a0f2f3f10
"""
UID = "0b9d8c53-7d0e-4d0a-9a55-1f5a0f2f3f10"
PAGE = "https://town.example.org/events/walk/"
COMMUNITY = """
community.yml
| name: The Town
| timezone: Asia/Taipei
| languages: [en]
| uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
| digest: {since: 2026-W40}
"""


def test_one_event_comes_out_in_more_than_ten_places_as_one(town):
    site = town(TOWN, community=COMMUNITY).built()
    atom = "{http://www.w3.org/2005/Atom}"

    def calendar(path: str) -> set[str]:
        parsed = Calendar.from_ical(site.files[path])
        return {str(each["UID"]) for each in parsed.walk("VEVENT")}

    def ids(path: str) -> set[str]:
        root = etree.fromstring(site.files[path])
        found = [*root.iter("guid"), *root.iterfind(f"{atom}entry/{atom}id")]
        return {str(each.text).removeprefix("urn:uuid:") for each in found}

    def leads(path: str) -> bool:
        page = lxml_html.fromstring(site.files[path])
        return any(PAGE in (each.split("#")[0], each) for each in page.xpath("//@href"))

    by_uid = {
        "its calendar": UID in calendar("events/walk.ics"),
        "the calendar": UID in calendar("events.ics"),
        "its host's calendar": UID in calendar("people/mei/events.ics"),
        "its group's calendar": UID in calendar("groups/walkers/events.ics"),
        "RSS": UID in ids("events/rss.xml"),
        "Atom": UID in ids("events/atom.xml"),
        "its group's RSS": UID in ids("groups/walkers/events/rss.xml"),
        "JSON Feed": UID in site.files["events/feed.json"].decode(),
        "data": UID
        in [each["uid"] for each in json.loads(site.files["api/community.json"])["events"]],
    }
    by_page = {
        "page": leads("events/walk/index.html"),
        "poster": leads("events/walk/poster/index.html"),
        "copy": leads("events/walk/copy/index.html"),
        "list for other pages": leads("embed/index.html"),
        "its group's list for other pages": leads("embed/groups/walkers/index.html"),
        "week": f"{PAGE}" in site.files["digest/rss.xml"].decode(),
        "site map": PAGE in site.files["sitemap.xml"].decode(),
    }

    assert [place for place, is_there in (by_uid | by_page).items() if not is_there] == []
    assert len(by_uid | by_page) >= 10
