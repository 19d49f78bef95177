"""What a site has, by the options of its plugins."""

from __future__ import annotations

import pytest

from chaguan.site.features import Features, features_for

PAGES = {"offline": True, "cards": True, "copy": True, "embed": False}
CALENDARS = {"past": 18, "aliases": ["old.ics"]}


def features(**other) -> Features:
    given = {"pages": PAGES, "feeds": None, "calendars": CALENDARS, "has_search": True}
    return features_for(**{**given, "is_guest": False, "is_preview": False, **other})


def test_a_plugin_that_is_not_there_gives_nothing():
    found = features(pages=None, calendars=None, has_search=False)

    assert not any((found.has_feeds, found.has_calendars, found.has_search, found.draws_cards))
    assert found.feed_aliases == found.calendar_aliases == ()


def test_each_option_is_a_feature():
    found = features(feeds={"entries": 5, "aliases": ["old.xml"]})

    assert (found.draws_cards, found.has_copies, found.has_embeds) == (True, True, False)
    assert (found.has_feeds, found.entries, found.feed_aliases) == (True, 5, ("old.xml",))
    assert (found.has_bounded_calendars, found.calendar_aliases) == (True, ("old.ics",))


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, (True, True, True)),
        ({"is_preview": True}, (True, True, False)),
        ({"is_guest": True}, (False, False, False)),
    ],
)
def test_a_guest_leaves_browsers_and_the_search_alone_and_a_preview_keeps_nothing(where, expected):
    found = features(**where)

    assert (found.has_search, found.has_offline_page, found.keeps_offline) == expected
