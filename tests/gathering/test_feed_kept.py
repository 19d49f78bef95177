"""What is kept of a feed from one night to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chaguan.gathering.entries import kept_of, plain_address
from chaguan.gathering.feed import FoundEntry, FoundFeed
from chaguan.gathering.files import as_json
from chaguan.load.gathered import read_one
from chaguan.model import GatheredFeed, RecordId, Url
from chaguan.source import SourceFile

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
URL = Url("https://blog.example/feed.xml")
EMPTY = GatheredFeed(
    path=".gathered/person-lin-mei.json", url=URL, host="blog.example", person=RecordId("lin-mei")
)
WORDS = "It rained all day, and the ferry did not run; so we sat and drank, and mended a fan."


def entry(name: str, published: datetime | None = NOON - timedelta(days=3), **more: str):
    values = {
        "id": f"https://blog.example/{name}",
        "url": f"https://blog.example/{name}",
        "title": f"About {name}",
        "text": f"{name}: {WORDS[len(name) :]}",
        "language": "en",
    } | more
    return FoundEntry(published=published, **values)


def feed(*entries: FoundEntry, title: str = "Notes", is_planet: bool = False) -> FoundFeed:
    return FoundFeed(title=title, entries=entries, is_planet=is_planet)


def titles(kept: GatheredFeed) -> list[str]:
    return [each.title for each in kept.entries]


def test_date_is_the_earlier_of_published_and_first_seen():
    future = entry("tomorrow", NOON + timedelta(days=400), text="Something quite different.")
    none = entry("undated", None, text="No day was written on this one at all, sorry.")
    kept = kept_of(EMPTY, feed(entry("past"), future, none), NOON)

    by_title = {each.title: each.appeared for each in kept.entries}
    assert by_title["About past"] == NOON - timedelta(days=3)
    assert by_title["About tomorrow"] == NOON
    assert NOON - timedelta(minutes=1) < by_title["About undated"] <= NOON


def test_undated_entry_keeps_the_day_on_which_it_was_first_there():
    first = kept_of(EMPTY, feed(entry("rain", None)), NOON)
    later = kept_of(first, feed(entry("rain", None)), NOON + timedelta(days=9))

    assert later.entries == first.entries


@pytest.mark.parametrize(
    "again",
    [
        entry("rain", None, url="https://blog.example/moved"),
        entry("rain", None, id="urn:uuid:another"),
        entry("rain", None, id="2", url="http://www.blog.example/rain/?utm_source=feed#top"),
        entry("rain", None, id="3", url="https://blog.example/?p=77"),
        entry("rain", None, id="4", url="https://blog.example/4", text=f"rain: {WORDS[4:]}!"),
    ],
    ids=["same id", "same address", "nearly the same address", "same words", "near copy"],
)
def test_entry_that_comes_again_each_day_is_one(again):
    """Under another identifier, at another address, or with a comma moved."""
    kept = kept_of(EMPTY, feed(entry("rain")), NOON)
    for day in range(1, 5):
        kept = kept_of(kept, feed(again), NOON + timedelta(days=day))

    (only,) = kept.entries
    assert only.appeared == NOON - timedelta(days=3)
    assert only.id == "https://blog.example/rain"
    assert kept.latest == date(2026, 11, 26)


def test_entries_that_are_alike_but_for_a_number_are_two():
    one, other = (
        entry(f"day-{n}", title=f"Picture of day {n}", text=f"{WORDS} {WORDS}") for n in (12, 13)
    )
    kept = kept_of(EMPTY, feed(one, other), NOON)

    assert len(kept.entries) == 2


def test_at_most_three_a_day_and_what_was_left_out_never_comes():
    many = [entry(f"e{n}", None, text=f"{chr(97 + n) * 40} {n * 7919}") for n in range(20)]
    kept = kept_of(EMPTY, feed(*many), NOON)
    for day in range(1, 4):
        kept = kept_of(kept, feed(*many), NOON + timedelta(days=day))

    assert titles(kept) == ["About e0", "About e1", "About e2"]


def test_flood_does_not_push_out_what_was_there():
    first = kept_of(EMPTY, feed(entry("rain")), NOON)
    many = [entry(f"e{n}", None, text=f"{chr(97 + n % 26) * 40} {n * 7919}") for n in range(200)]
    kept = kept_of(first, feed(*many, entry("rain")), NOON + timedelta(days=1))

    assert len(kept.entries) == 4
    assert "About rain" in titles(kept)


def test_what_its_author_takes_back_goes():
    both = feed(
        entry("new", NOON - timedelta(days=1), text="Quite another thing today."), entry("rain")
    )
    kept = kept_of(kept_of(EMPTY, both, NOON), feed(entry("rain")), NOON)

    assert titles(kept) == ["About rain"]


def test_what_only_fell_off_the_end_stays():
    first = kept_of(EMPTY, feed(entry("rain")), NOON)
    new = entry("new", NOON, text="Quite another thing today, with wind.")
    kept = kept_of(first, feed(new), NOON + timedelta(days=1))

    assert titles(kept) == ["About new", "About rain"]


def test_changed_words_are_the_new_ones():
    first = kept_of(EMPTY, feed(entry("rain")), NOON)
    kept = kept_of(first, feed(entry("rain", title="Rain, corrected")), NOON)

    assert titles(kept) == ["Rain, corrected"]


def test_feed_of_feeds_is_refused_and_comes_back_when_it_is_none():
    refused = kept_of(EMPTY, feed(entry("rain"), is_planet=True), NOON)

    assert (refused.refused, refused.entries, refused.is_stopped) == ("planet", (), True)
    assert kept_of(refused, feed(entry("rain")), NOON).refused == ""


def test_feed_of_our_own_posts_is_refused():
    ours = frozenset({"urn:uuid:1", "urn:uuid:2"})
    own = feed(entry("a", id="urn:uuid:1"), entry("b", id="urn:uuid:2"))
    repost = feed(entry("a", id="urn:uuid:1"), entry("b"), entry("c", text="Another thing."))

    assert kept_of(EMPTY, own, NOON, ours).refused == "own"
    assert titles(kept_of(EMPTY, repost, NOON, ours)) == ["About b", "About c"]


def test_address_that_changed_hands_is_stopped():
    texts = ("Of rain and ferries.", "Of a fan that was mended.", "Of the tea that came late.")
    own = [entry(f"e{n}", NOON - timedelta(days=n), text=words) for n, words in enumerate(texts)]
    before = kept_of(EMPTY, feed(*own), NOON)
    theirs = feed(entry("win", text="Win at cards, tonight, here, you."), title="Lucky Casino")
    after = kept_of(before, theirs, NOON)

    assert after.refused == "changed"
    assert after.entries == before.entries
    assert kept_of(before, feed(*own, title="Renamed"), NOON).refused == ""
    assert kept_of(before, replace(theirs, title="Notes"), NOON).refused == ""


def test_plain_addresses():
    same = (
        "https://www.blog.example/a/",
        "http://blog.example/a#b",
        "https://blog.example/a?utm_campaign=x&fbclid=1",
        "https://blog.example/a/index.html",
    )

    assert len({plain_address(each) for each in same}) == 1
    assert plain_address("https://b.example/?p=1") != plain_address("https://b.example/?p=2")


def test_what_is_written_is_read_again_and_written_as_it_was():
    texts = ("Of rain 雨 and ferries.", "Of a fan that was mended.", "Tea “late” & <b>.")
    own = [entry(f"e{n}", NOON - timedelta(days=n), text=words) for n, words in enumerate(texts)]
    kept = replace(
        kept_of(EMPTY, feed(*own), NOON),
        failing=date(2026, 11, 1),
        reason="slow",
        etag='"x"',
        modified="Sat, 28 Nov 2026 10:00:00 GMT",
    )
    text = as_json(kept)
    read, problems = read_one(SourceFile(kept.path, text))

    assert problems == ()
    assert read == kept
    assert as_json(read) == text
