"""The feeds of what makers have: ids that stay, days that are known, and nothing that was over."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chaguan.locales import vocabulary
from chaguan.render.feeds.offer_feeds import OfferFeeds
from chaguan.site.stream import site_stream, stream_of
from support.page_contexts import seen as seen

MEI = {"people/mei.yml": "name: Mei\n", "places/kitchen.yml": "name: Kitchen\n"}
CAKE = "title: {title}\nof: {{place: kitchen}}\nuntil: 2026-12-24\n"


@pytest.fixture
def feed(seen):
    """The feed of some files; `arrived` says by path when a file came."""

    def of(files, arrived=None, whose=""):
        view = seen(MEI | files)
        feeds = OfferFeeds(
            view.index,
            "https://t.example/",
            lambda offer, language: offer.about.best(language).text,
            vocabulary,
            picture=lambda path: None,
            clock=view.clock,
            arrived=lambda path: (arrived or {}).get(path),
        )
        stream = site_stream(view.index, "en")
        if whose:
            stream = stream_of(view.index, view.community.of_kind("place")[whose], "en")
        return feeds.of(stream, stream.address / "offers/")

    return of


def test_an_entry_keeps_its_id_whatever_it_is_called(feed):
    (before,) = feed({"offers/cake.yml": CAKE.format(title="Cake")}).entries
    (after,) = feed({"offers/cake.yml": CAKE.format(title="Radish cake")}).entries

    assert before.id == after.id
    assert before.url == "https://t.example/offers/cake/"


def test_a_place_has_a_feed_of_what_it_makes(feed):
    files = {
        "offers/cake.yml": CAKE.format(title="Cake"),
        "offers/jam.yml": "title: Jam\nof: mei\n",
    }

    assert {each.title for each in feed(files).entries} == {"Cake", "Jam"}
    assert [each.title for each in feed(files, whose="kitchen").entries] == ["Cake"]


def test_an_offer_is_dated_by_its_arrival_else_by_its_first_day_never_by_the_future(feed):
    files = {
        "offers/a.yml": "title: A\nof: mei\nfrom: 2026-11-01\n",
        "offers/b.yml": "title: B\nof: mei\nfrom: 2026-11-02\n",
        "offers/c.yml": "title: C\nof: mei\nfrom: 2026-12-02\n",
    }
    came = datetime(2026, 10, 1, tzinfo=UTC)
    dated = {each.title: each.published for each in feed(files, {"offers/a.yml": came}).entries}

    assert dated["A"] == came
    assert f"{dated['B']:%Y-%m-%d %z}" == "2026-11-02 +0800"
    assert dated["C"] is None


def test_an_offer_that_was_over_when_it_came_is_not_announced(feed):
    files = {
        "offers/cake.yml": CAKE.format(title="Cake"),
        "offers/jam.yml": "title: Jam\nof: mei\n",
    }
    late = datetime(2026, 12, 24, 17, tzinfo=UTC)  # the day after, in Taipei
    in_time = datetime(2026, 12, 24, 15, tzinfo=UTC)

    assert [each.title for each in feed(files, {"offers/cake.yml": late}).entries] == ["Jam"]
    assert len(feed(files, {"offers/cake.yml": in_time}).entries) == 2
