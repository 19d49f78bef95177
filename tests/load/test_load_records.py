"""Every field of every kind arrives where it belongs."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from chaguan.load import FIELDS_BY_KIND
from chaguan.model import (
    AgendaItem,
    Call,
    Campaign,
    Change,
    Day,
    Event,
    Every,
    Geo,
    Goal,
    Group,
    Joined,
    JoinLink,
    Location,
    Maker,
    Offer,
    Order,
    Page,
    Person,
    PickUp,
    Place,
    Post,
    Price,
    Recording,
    Repeat,
    Scene,
    Settings,
    Signup,
    Source,
    Span,
    Status,
    Step,
    Text,
    Wanted,
    Words,
)

TAIPEI = ZoneInfo("Asia/Taipei")
KYOTO = ZoneInfo("Asia/Tokyo")
EVERYTHING = """
community.yml
| name: {en: Slack Tide, zh-Hant: 等潮}
| tagline: Tea and rain
| timezone: Asia/Taipei
| languages: [en, zh-Hant]
| licence: CC-BY-4.0
| links:
|   Code: https://code.example.org/
| write_to: hello@example.org
| colour: "#1F6F8B"
| logo: images/tea.jpg
| image: images/tea.jpg
| image_alt: A bowl
| uid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11
about.md
| ---
| title: About us
| summary: Who we are
| aliases: [us/]
| version: "2"
| since: 2026-01-01
| uid: about-us
| ---
| # About
images/
    tea.jpg
posts/
    2026/
        rain.md
        | ---
        | title: Rain
        | date: 2026-04-03 09:30
        | authors: [lin-mei, wu-hai]
        | summary: It rained.
        | image: ../../images/tea.jpg
        | image_alt: A cup
        | tags: [rain, tea, rain]
        | scenes: rainy
        | groups: [walkers]
        | places: [annex]
        | event: walk
        | campaign: roof
        | updated: 2026-04-05
        | credits:
        |   translator: wu-hai
        |   editor: [lin-mei]
        | source:
        |   url: https://example.org/rain
        |   title: Original rain
        |   author: Somebody
        |   licence: CC0
        | sponsored: The tea board
        | licence: CC-BY-SA-4.0
        | pin: true
        | draft: yes
        | aliases: [2025/rain/, old/]
        | uid: the-rain
        | ---
        | It rained.
events/
    walk.yml
    | title: {zh-Hant: 走, en: Walk}
    | start: 2026-04-03 14:00
    | end: 2026-04-03 16:30
    | timezone: Asia/Tokyo
    | place: annex
    | online: https://meet.example.org/walk
    | hosts: [lin-mei]
    | speakers: [wu-hai, lin-mei]
    | groups: walkers
    | scenes: [rainy]
    | tags: [walk]
    | kind: walk
    | status: tentative
    | status_note: If it rains
    | capacity: 12
    | cost: A smile
    | signup: {url: "https://example.org/sign", until: 2026-04-01, full: true}
    | agenda:
    |   - {at: 14:30, title: Boots, room: Hall, speakers: wu-hai, about: Which fit}
    |   - {at: 2026-04-03 15:00, title: Off}
    | calls: {for: helpers, until: 2026-04-02, url: "https://example.org/help", about: Carry}
    | credits: {sound: [wu-hai]}
    | campaign: roof
    | repeat:
    |   every: month
    |   interval: 2
    |   on: first fri
    |   until: 2027-01-01
    |   except: [2026-08-07, 2026-06-05]
    |   moved:
    |     2026-10-02: {start: 2026-10-03 14:00, place: studio, title: Long walk}
    |     2026-12-04: {status: cancelled, status_note: Snow}
    | came: 9
    | new: 2
    | announced: 2026-02-20
    | still_on: 2026-03-01
    | image: images/tea.jpg
    | image_alt: A cup
    | summary: We walk.
    | description: |
    |   Bring *shoes*.
    | recordings:
    |   - https://example.org/film
    |   - {url: "https://example.org/notes", label: Notes}
    | updated: 2026-03-01 10:00
    | revision: 3
    | aliases: [old-walk/]
    | uid: the-walk
    hall.yml
    | title: Hall
    | start: 2026-05-01
    | end: 2026-05-03
    | location:
    |   name: The old hall
    |   address: {zh-Hant: 中山路 1 號, en: 1 Zhongshan Rd}
    |   city: Tainan
    |   country: TW
    |   geo: [22.99, 120.2]
people/
    lin-mei.yml
    | name: {zh-Hant: 林梅, en: Lin Mei}
    | bio: Makes tea.
    | avatar: ../images/tea.jpg
    | avatar_alt: Her cup
    | links: {Blog: "https://lin.example.org"}
    | feed: https://lin.example.org/feed.xml
    | place: annex
    | joined: 2020-01-01
    | left: 2026-01-01
    | signed: "2"
    | joins: [roof, {campaign: roof, as: carrying}]
    | pronouns: she
    | contact: lin@example.org
    | unlisted: true
    | aliases: [people/l/]
    | uid: lin
    wu-hai.yml
    | name: 吳海
groups/
    walkers.yml
    | name: Walkers
    | about: We walk.
    | members: [lin-mei, wu-hai]
    | place: annex
    | join:
    |   - {label: Chat, url: "https://chat.example.org", until: 2026-12-31}
    |   - url: https://list.example.org
    | links:
    |   Notes: https://notes.example.org/
    | write_to: https://form.example.org/walkers
    | image: ../images/tea.jpg
    | image_alt: Boots
    | scenes: [rainy]
    | aliases: [groups/w/]
    | uid: the-walkers
places/
    annex.yml
    | name: Annex
    | kind: tea house
    | about: Quiet.
    | people: [lin-mei]
    | address: 2 Harbour St
    | city: Kyoto
    | country: JP
    | geo: [35.01, 135.77]
    | timezone: Asia/Tokyo
    | hours: Evenings
    | links: {Map: "https://map.example.org"}
    | image: ../images/tea.jpg
    | image_alt: The door
    | scenes: [rainy]
    | closed: 2026-12-31
    | aliases: [places/a/]
    | uid: the-annex
    studio.yml
    | name: Studio
    | closed: true
scenes/
    rainy.yml
    | name: A rainy day
    | about: Stay in.
    | image: ../images/tea.jpg
    | image_alt: Rain
    | when: [jun, 9, Sat]
    | aliases: [scenes/r/]
    | uid: the-rain-scene
campaigns/
    roof.yml
    | title: Roof
    | aim: Before *rain*.
    | goal: {amount: 400, unit: tiles}
    | from: 2026-09-01
    | until: 2026-12-31
    | hosts: lin-mei
    | groups: [walkers]
    | scenes: [rainy]
    | place: annex
    | image: ../images/tea.jpg
    | image_alt: Tiles
    | steps:
    |   2026-10-02: {amount: 12.5, note: More, by: [wu-hai]}
    |   2026-09-20: {amount: 5}
    | besides: 3
    | goal_note: A beam
    | outcome: Dry
    | aliases: [old-roof/]
    | uid: the-roof
offers/
    2026/
        cake.yml
        | title: Cake
        | of: [wu-hai, {place: annex}]
        | about: Taro.
        | price: {amount: 480, currency: TWD, per: a box}
        | price_note: or a jar
        | from: 2026-09-01
        | until: 2026-09-25
        | order: {url: "https://example.org/cake", contact_note: Ask, until: 2026-09-20}
        | limit: 120
        | sold_out: 2026-09-18
        | pick_up: {place: annex, days: Saturdays}
        | scenes: [rainy]
        | tags: [cake]
        | image: ../../images/tea.jpg
        | image_alt: Cakes
        | aliases: [old-cake/]
        | uid: the-cake
"""


def at(words: str, zone: ZoneInfo = TAIPEI) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=zone)


def test_community_is_read_with_all_its_fields(content):
    loaded = content(EVERYTHING)

    assert not loaded.problems
    assert loaded.community.settings == Settings(
        id="community",
        path="community.yml",
        name=Text((Words("Slack Tide", "en"), Words("等潮", "zh-Hant"))),
        tagline=Text.plain("Tea and rain"),
        zone=TAIPEI,
        languages=("en", "zh-Hant"),
        licence="CC-BY-4.0",
        links=(("Code", "https://code.example.org/"),),
        write_to="mailto:hello@example.org",
        colour="#1f6f8b",
        logo="images/tea.jpg",
        image="images/tea.jpg",
        image_alt=Text.plain("A bowl"),
        uid="7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11",
    )


def test_page_is_read_with_all_its_fields(content):
    assert content(EVERYTHING).community.pages == (
        Page(
            id="about",
            path="about.md",
            language="en",
            title="About us",
            summary="Who we are",
            aliases=("us/",),
            version="2",
            since=date(2026, 1, 1),
            uid="about-us",
            body="# About\n",
            body_line=9,
        ),
    )


def test_post_is_read_with_all_its_fields(content):
    assert content(EVERYTHING).community.posts == (
        Post(
            id="rain",
            path="posts/2026/rain.md",
            language="en",
            title="Rain",
            date=at("2026-04-03 09:30"),
            authors=("lin-mei", "wu-hai"),
            summary="It rained.",
            image="images/tea.jpg",
            image_alt="A cup",
            tags=("rain", "tea"),
            scenes=("rainy",),
            groups=("walkers",),
            places=("annex",),
            event="walk",
            campaign="roof",
            updated=at("2026-04-05"),
            credits=(("translator", ("wu-hai",)), ("editor", ("lin-mei",))),
            source=Source(
                url="https://example.org/rain",
                title="Original rain",
                author="Somebody",
                licence="CC0",
            ),
            sponsored="The tea board",
            licence="CC-BY-SA-4.0",
            pin=True,
            draft=True,
            aliases=("2025/rain/", "old/"),
            uid="the-rain",
            body="It rained.\n",
            body_line=30,
        ),
    )


def test_event_is_read_with_all_its_fields(content):
    assert content(EVERYTHING).community.events["walk"] == Event(
        id="walk",
        path="events/walk.yml",
        title=Text((Words("Walk", "en"), Words("走", "zh-Hant"))),
        span=Span.of_times(at("2026-04-03 14:00", KYOTO), at("2026-04-03 16:30", KYOTO)),
        place="annex",
        online="https://meet.example.org/walk",
        hosts=("lin-mei",),
        speakers=("wu-hai", "lin-mei"),
        groups=("walkers",),
        scenes=("rainy",),
        tags=("walk",),
        category="walk",
        status=Status.TENTATIVE,
        status_note=Text.plain("If it rains"),
        capacity=12,
        cost=Text.plain("A smile"),
        signup=Signup(
            url="https://example.org/sign", until=at("2026-04-01 23:59", KYOTO), is_full=True
        ),
        agenda=(
            AgendaItem(
                at=time(14, 30),
                title=Text.plain("Boots"),
                room=Text.plain("Hall"),
                speakers=("wu-hai",),
                about=Text.plain("Which fit"),
            ),
            AgendaItem(at=time(15), title=Text.plain("Off")),
        ),
        calls=(
            Call(
                wanted=Wanted.HELPERS,
                until=at("2026-04-02 23:59", KYOTO),
                url="https://example.org/help",
                about=Text.plain("Carry"),
            ),
        ),
        credits=(("sound", ("wu-hai",)),),
        campaign="roof",
        repeat=Repeat(
            every=Every.MONTH,
            interval=2,
            on=(Day(weekday=4, nth=1),),
            until=date(2027, 1, 1),
            exceptions=(date(2026, 6, 5), date(2026, 8, 7)),
        ),
        changes=(
            Change(
                original=date(2026, 10, 2),
                span=Span.of_times(at("2026-10-03 14:00", KYOTO), at("2026-10-03 16:30", KYOTO)),
                place="studio",
                title=Text.plain("Long walk"),
            ),
            Change(
                original=date(2026, 12, 4),
                status=Status.CANCELLED,
                status_note=Text.plain("Snow"),
            ),
        ),
        image="images/tea.jpg",
        image_alt=Text.plain("A cup"),
        summary=Text.plain("We walk."),
        description=Text.plain("Bring *shoes*."),
        recordings=(
            Recording(url="https://example.org/film"),
            Recording(url="https://example.org/notes", label=Text.plain("Notes")),
        ),
        updated=at("2026-03-01 10:00"),
        came=9,
        new=2,
        announced=datetime(2026, 2, 20, tzinfo=TAIPEI),
        still_on=date(2026, 3, 1),
        revision=3,
        aliases=("old-walk/",),
        uid="the-walk",
    )


def test_event_without_place_is_at_its_location_and_lasts_whole_days(content):
    assert content(EVERYTHING).community.events["hall"] == Event(
        id="hall",
        path="events/hall.yml",
        title=Text.plain("Hall"),
        span=Span.of_days(date(2026, 5, 1), date(2026, 5, 3), TAIPEI),
        location=Location(
            name=Text.plain("The old hall"),
            address=Text((Words("1 Zhongshan Rd", "en"), Words("中山路 1 號", "zh-Hant"))),
            city=Text.plain("Tainan"),
            country="TW",
            geo=Geo(latitude=22.99, longitude=120.2),
        ),
    )


def test_person_is_read_with_all_their_fields(content):
    assert content(EVERYTHING).community.people["lin-mei"] == Person(
        id="lin-mei",
        path="people/lin-mei.yml",
        name=Text((Words("Lin Mei", "en"), Words("林梅", "zh-Hant"))),
        about=Text.plain("Makes tea."),
        avatar="images/tea.jpg",
        avatar_alt=Text.plain("Her cup"),
        links=(("Blog", "https://lin.example.org"),),
        feed="https://lin.example.org/feed.xml",
        place="annex",
        joined=date(2020, 1, 1),
        left=date(2026, 1, 1),
        signed="2",
        joins=(Joined(campaign="roof"), Joined(campaign="roof", role=Text.plain("carrying"))),
        pronouns=Text.plain("she"),
        contact="lin@example.org",
        is_unlisted=True,
        aliases=("people/l/",),
        uid="lin",
    )


def test_group_is_read_with_all_its_fields(content):
    assert content(EVERYTHING).community.groups["walkers"] == Group(
        id="walkers",
        path="groups/walkers.yml",
        name=Text.plain("Walkers"),
        about=Text.plain("We walk."),
        members=("lin-mei", "wu-hai"),
        place="annex",
        join=(
            JoinLink(
                url="https://chat.example.org",
                label=Text.plain("Chat"),
                until=date(2026, 12, 31),
            ),
            JoinLink(url="https://list.example.org"),
        ),
        links=(("Notes", "https://notes.example.org/"),),
        write_to="https://form.example.org/walkers",
        image="images/tea.jpg",
        image_alt=Text.plain("Boots"),
        scenes=("rainy",),
        aliases=("groups/w/",),
        uid="the-walkers",
    )


def test_place_is_read_with_all_its_fields(content):
    assert content(EVERYTHING).community.places["annex"] == Place(
        id="annex",
        path="places/annex.yml",
        name=Text.plain("Annex"),
        location=Location(
            name=Text.plain("Annex"),
            address=Text.plain("2 Harbour St"),
            city=Text.plain("Kyoto"),
            country="JP",
            geo=Geo(latitude=35.01, longitude=135.77),
        ),
        category=Text.plain("tea house"),
        about=Text.plain("Quiet."),
        people=("lin-mei",),
        zone=KYOTO,
        hours=Text.plain("Evenings"),
        links=(("Map", "https://map.example.org"),),
        image="images/tea.jpg",
        image_alt=Text.plain("The door"),
        scenes=("rainy",),
        is_closed=True,
        closed_on=date(2026, 12, 31),
        aliases=("places/a/",),
        uid="the-annex",
    )


def test_place_may_be_closed_on_nobody_knows_which_day(content):
    studio = content(EVERYTHING).community.places["studio"]

    assert (studio.is_closed, studio.closed_on) == (True, None)


def test_scene_is_read_with_all_its_fields(content):
    assert content(EVERYTHING).community.scenes["rainy"] == Scene(
        id="rainy",
        path="scenes/rainy.yml",
        name=Text.plain("A rainy day"),
        about=Text.plain("Stay in."),
        image="images/tea.jpg",
        image_alt=Text.plain("Rain"),
        months=(6, 9),
        weekdays=(5,),
        aliases=("scenes/r/",),
        uid="the-rain-scene",
    )


def test_campaign_is_read_with_all_its_fields(content):
    assert content(EVERYTHING).community.campaigns["roof"] == Campaign(
        id="roof",
        path="campaigns/roof.yml",
        title=Text.plain("Roof"),
        about=Text.plain("Before *rain*."),
        goal=Goal(amount=Decimal(400), unit=Text.plain("tiles")),
        begins=date(2026, 9, 1),
        until=date(2026, 12, 31),
        hosts=("lin-mei",),
        groups=("walkers",),
        scenes=("rainy",),
        place="annex",
        image="images/tea.jpg",
        image_alt=Text.plain("Tiles"),
        steps=(
            Step(day=date(2026, 9, 20), amount=Decimal(5)),
            Step(
                day=date(2026, 10, 2),
                amount=Decimal("12.5"),
                note=Text.plain("More"),
                by=("wu-hai",),
            ),
        ),
        besides=3,
        goal_note=Text.plain("A beam"),
        outcome=Text.plain("Dry"),
        aliases=("old-roof/",),
        uid="the-roof",
    )


def test_offer_is_read_with_all_its_fields(content):
    assert content(EVERYTHING).community.offers["cake"] == Offer(
        id="cake",
        path="offers/2026/cake.yml",
        title=Text.plain("Cake"),
        of=(Maker(person="wu-hai"), Maker(place="annex")),
        about=Text.plain("Taro."),
        price=Price(amount=Decimal(480), currency="TWD", per=Text.plain("a box")),
        price_note=Text.plain("or a jar"),
        begins=date(2026, 9, 1),
        until=date(2026, 9, 25),
        order=Order(
            url="https://example.org/cake",
            contact_note=Text.plain("Ask"),
            until=at("2026-09-20 23:59"),
        ),
        limit=120,
        is_sold_out=True,
        sold_out_on=date(2026, 9, 18),
        pick_up=PickUp(place="annex", days=Text.plain("Saturdays")),
        scenes=("rainy",),
        tags=("cake",),
        image="images/tea.jpg",
        image_alt=Text.plain("Cakes"),
        aliases=("old-cake/",),
        uid="the-cake",
    )


def test_the_drawing_above_has_every_field_there_is(content):
    community = content(EVERYTHING).community
    written = {
        kind: {name for each in community.records() if each.kind == kind for name in each.positions}
        for kind in FIELDS_BY_KIND
    }

    for kind, fields in FIELDS_BY_KIND.items():
        assert {field.name for field in fields} <= written[kind], kind
