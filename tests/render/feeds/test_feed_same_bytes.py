"""Same files, same bytes: whatever the hash seed, the zone of the machine and its clock."""

from __future__ import annotations

import os
import subprocess
import sys

from support import TESTS

WRITE_EVERYTHING = """
import sys
from hashlib import sha256

sys.path.insert(0, sys.argv[1])
from support import town_feeds as drawn
from chaguan.render.feeds.formats import atom
from chaguan.render.feeds.formats import json_feed
from chaguan.render.jsonld.records import LinkedNames, as_script, of_event, of_post
from chaguan.render.api.community import community_json
from chaguan.render.feeds.opml import opml
from chaguan.render.feeds.formats import rss
from chaguan.site.stream import every_stream, site_stream

town = drawn.Town(drawn.community_of(sys.argv[2]))
digest = sha256()
for language in ("en", "zh-Hant"):
    for feed in (
        *(town.posts().of(stream) for stream in every_stream(town.index, language)),
        *(page for _, page in town.posts(limit=1).archives(site_stream(town.index, language))),
        town.event_feed(language),
    ):
        for write in (rss, atom, json_feed):
            digest.update(write(feed))
    names = LinkedNames(town.index, town.site_url, language, town.words(language))
    for event in town.community.events.values():
        digest.update(as_script(of_event(event, names)).encode())
    for post in town.community.posts:
        digest.update(as_script(of_post(post, names)).encode())
digest.update(opml(town.index, town.site_url, town.words))
digest.update(community_json(town.index, town.site_url))
print(digest.hexdigest())
"""
DRAWING = """
people/
    mei.yml
    | name: Mei
    hai.yml
    | name: Hai
groups/
    g.yml
    | name: G
    | members: [mei, hai]
posts/
    a.md
    | ---
    | title: A
    | date: 2026-05-01
    | authors: [mei, hai]
    | tags: [x, Y, 雨]
    | ---
    | Words.
    b.md
    | ---
    | title: B
    | date: 2026-05-01
    | authors: [hai]
    | tags: [y, 雨]
    | ---
    | Words.
events/
    e.yml
    | title: {en: E, zh-Hant: 二}
    | start: 2026-07-01 10:00
    | timezone: Europe/London
    | hosts: [hai, mei]
    | tags: [b, a]
    f.yml
    | title: F
    | start: 2026-07-01 10:00
    | timezone: Europe/London
"""


def written(seed: str, zone: str, locale: str) -> str:
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
    command = [sys.executable, "-c", WRITE_EVERYTHING, str(TESTS), DRAWING]
    return subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_bytes_depend_on_no_seed_zone_locale_or_clock():
    here = written("1", "Asia/Kathmandu", "C.UTF-8")

    assert len(here) == 65
    assert written("7", "America/New_York", "C") == here
