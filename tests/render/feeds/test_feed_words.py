"""Every word that feeds ask for is there, in each language that Chaguan speaks."""

from __future__ import annotations

import pytest

from chaguan.locales import vocabulary
from chaguan.render.feeds.opml import opml
from chaguan.render.feeds.post_feeds import PostFeeds
from chaguan.site.clock import Clock
from chaguan.site.stream import every_stream, site_stream
from support.town_feeds import NOW


@pytest.mark.parametrize("language", ["en", "zh-Hant", "zh-Hans"])
def test_feeds_find_their_words(evenings, one_story, language):
    def speaking(_):
        return vocabulary(language)

    telling = one_story.telling(sponsored="Tea & Co")
    streams = evenings.index

    for stream in every_stream(telling.index, "en"):
        PostFeeds(
            telling.index,
            telling.site_url,
            lambda post: "",
            speaking,
            picture=lambda path: None,
            clock=Clock(NOW),
        ).of(stream)
    events = evenings.events(words=speaking).of(site_stream(streams, "en"))
    assert len(events.entries) == 5
    assert opml(streams, evenings.site_url, speaking)
