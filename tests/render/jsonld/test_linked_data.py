"""What programs read about records."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from chaguan.load import read
from chaguan.model import PLURALS
from chaguan.render.api.community import community_json, joined, records_told, schema
from chaguan.render.jsonld.records import (
    LinkedNames,
    as_script,
    breadcrumbs,
    of_event,
    of_group,
    of_person,
    of_place,
    of_post,
    of_site,
)
from chaguan.site.images import NO_PICTURES, Album, PublishedPicture, Rendition
from chaguan.site.index import Index
from chaguan.site.urls import Address, Addresses
from chaguan.source import decoded

RAIN = Rendition(Address("images/rain.jpg"), "image/jpeg", 1200, 630, 4711)
ALBUM = Album({"images/rain.jpg": PublishedPicture(RAIN)})


def names(town, language="en"):
    return LinkedNames(town.index, town.site_url, language, town.words(language), ALBUM)


def linked(town, id, language="en"):
    return of_event(town.community.events[id], names(town, language))


def test_cancelled_event_is_cancelled_and_physical(evenings):
    boat = linked(evenings, "boat")

    assert boat["eventStatus"] == "https://schema.org/EventCancelled"
    assert boat["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert (boat["startDate"], boat["endDate"]) == (
        "2026-07-04T19:30:00+08:00",
        "2026-07-04T22:00:00+08:00",
    )
    assert boat["location"]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "12 Harbour Road",
        "addressLocality": "Shihua",
        "addressCountry": "TW",
    }
    assert boat["organizer"][0]["name"] == "Lin Mei"


def test_offer_says_what_is_known_and_no_price(evenings):
    assert linked(evenings, "boat")["offers"] == {
        "@type": "Offer",
        "description": "NT$600",
        "url": "https://forms.example.org/boat",
        "validThrough": "2026-07-01T23:59:00+08:00",
    }
    assert "offers" not in linked(evenings, "walk")


def test_hybrid_event_has_a_place_and_a_link(evenings):
    fair = linked(evenings, "fair")

    assert fair["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [each["@type"] for each in fair["location"]] == ["Place", "VirtualLocation"]
    assert (fair["startDate"], fair["endDate"]) == ("2026-08-01", "2026-08-02")


def test_online_event_without_an_end_says_none(evenings):
    walk = linked(evenings, "walk")

    assert walk["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert walk["location"]["@type"] == "VirtualLocation"
    assert "endDate" not in walk


def test_moved_occurrence_says_when_it_was(evenings):
    tea = linked(evenings, "tea")
    (moved,) = tea["subEvent"]

    assert (tea["@type"], moved["@type"]) == ("EventSeries", "Event")
    assert moved["previousStartDate"] == "2026-03-10T15:00:00+08:00"
    assert moved["startDate"] == "2026-03-11T16:00:00+08:00"
    assert moved["eventStatus"] == "https://schema.org/EventRescheduled"
    assert tea["eventSchedule"] == {
        "@type": "Schedule",
        "startDate": "2026-03-03",
        "repeatFrequency": "P1W",
        "byDay": ["TU"],
        "startTime": "15:00:00",
        "scheduleTimezone": "Asia/Taipei",
        "exceptDate": ["2026-03-17"],
    }


def test_occurrences_of_the_caller_join_the_series(evenings):
    event = evenings.community.events["tea"]
    times = [next(iter(event.occurrences()))]

    days = [each["startDate"] for each in of_event(event, names(evenings), times)["subEvent"]]
    assert days == ["2026-03-03T15:00:00+08:00", "2026-03-11T16:00:00+08:00"]


def test_event_is_told_in_the_language_of_its_page(evenings):
    boat = linked(evenings, "boat", "zh-Hant")

    assert (boat["name"], boat["inLanguage"]) == ("夜船", "zh-Hant")
    assert boat["url"] == "https://community.example/town/zh-Hant/events/2026/boat/"
    assert boat["@id"] == linked(evenings, "boat")["@id"]


def test_story_names_who_made_it(one_story):
    story = of_post(one_story.community.posts[0], names(one_story))

    assert story["@type"] == "BlogPosting"
    assert [person["name"] for person in story["author"]] == ["Lin Mei", "a member"]
    assert [person["name"] for person in story["contributor"]] == ["Wu Hai"]
    assert story["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert story["image"]["url"] == "https://community.example/town/images/rain.jpg"
    assert (story["image"]["width"], story["image"]["height"]) == (1200, 630)
    assert "secret" not in json.dumps(story)


def test_every_node_has_a_context_and_a_type(evenings, one_story):
    place = evenings.community.places["house"]
    person = one_story.community.people["mei"]
    nodes = (
        of_site(names(evenings)),
        of_place(place, names(evenings)),
        of_person(person, names(one_story)),
        breadcrumbs([("Home", Address("")), ("雨", Address("tags/雨/"))], evenings.site_url),
    )

    assert {node["@context"] for node in nodes} == {"https://schema.org"}
    assert [node["@type"] for node in nodes] == ["WebSite", "Place", "Person", "BreadcrumbList"]
    assert nodes[3]["itemListElement"][1]["item"].endswith("/town/tags/%E9%9B%A8/")


def test_group_names_its_members(town):
    drawn = town("""
        people/
            mei.yml
            | name: Mei
        groups/
            crew.yml
            | name: Crew
            | members: [mei]
    """)
    crew = of_group(drawn.community.groups["crew"], names(drawn))

    assert [member["name"] for member in crew["member"]] == ["Mei"]


@pytest.mark.parametrize("words", ["</script><script>", "<!--", "&amp;", "\u2028\u2029", "漢字"])
def test_script_holds_any_words(words):
    script = as_script({"name": words})

    assert json.loads(script) == {"name": words}
    assert not set("<>&\u2028\u2029") & set(script)


def test_open_data_keeps_to_its_schema(evenings, one_story):
    Draft202012Validator.check_schema(schema())
    for drawn in (evenings, one_story):
        data = json.loads(community_json(drawn.index, drawn.site_url))
        Draft202012Validator(schema()).validate(data)


@pytest.mark.parametrize("size", [1, 2, 128])
def test_open_data_in_parts_is_the_whole(evenings, size):
    index, site_url = evenings.index, evenings.site_url
    parts = {
        kind: [
            records_told(index, site_url, NO_PICTURES, kind, start, start + size)
            for start in range(0, len(index.records(kind)), size)
        ]
        for kind in PLURALS
    }

    assert (len(parts["event"]) > 1) == (size < 128)
    assert joined(index, site_url, NO_PICTURES, parts) == community_json(index, site_url)


def test_open_data_tells_nothing_private(one_story):
    text = community_json(one_story.index, one_story.site_url).decode()

    assert "secret" not in text
    assert "Nobody Knows" not in text
    assert "contact" not in text


def test_open_data_reads_like_the_files(evenings):
    data = json.loads(community_json(evenings.index, evenings.site_url))
    events = {event["id"]: event for event in data["events"]}

    assert events["boat"]["title"] == {"en": "Night <Boat>", "zh-Hant": "夜船"}
    assert events["fair"]["title"] == "Fair"
    assert (events["fair"]["start"], events["fair"]["end"]) == ("2026-08-01", "2026-08-02")
    assert events["boat"]["timezone"] == "Asia/Taipei"
    assert "end" not in events["walk"]
    assert events["tea"]["repeat"] == {
        "every": "week",
        "interval": 1,
        "exceptions": ["2026-03-17"],
    }
    assert list(events) == sorted(events)


def test_two_towns_tell_the_same_uid_of_an_evening_that_comes_from_elsewhere():
    """Neighbours compare `uid`; `iri` stays what it was, and differs between towns."""

    def told(town):
        files = {
            "community.yml": f"name: {town}\nuid: {town}\n",
            "events/tea.yml": "title: Tea\nstart: 2026-12-05 19:30\nuid: event_31@meetup.com\n",
            "events/own.yml": "title: Own\nstart: 2026-12-06 19:30\n",
        }
        loaded = read([decoded(path, text.encode()) for path, text in files.items()], name=town)
        index = Index(loaded.community, Addresses(("en",)))
        data = json.loads(community_json(index, "https://a.example/"))
        Draft202012Validator(schema()).validate(data)
        return {each["id"]: each for each in data["events"]}

    one, other = told("one"), told("other")
    assert one["tea"]["uid"] == other["tea"]["uid"] == "event_31@meetup.com"
    assert one["tea"]["iri"] != other["tea"]["iri"]
    assert one["own"]["uid"] != other["own"]["uid"]
