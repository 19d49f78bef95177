"""The catalogue: the one list of what a site consists of."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from chaguan.model import PLURALS
from chaguan.render.assets import PACKAGE
from chaguan.render.page_types import PAGE_TYPES, page_type
from chaguan.site import catalogue as kinds
from chaguan.site.catalogue import FILES, catalogue, page_outputs
from chaguan.site.claims import claims
from chaguan.site.clock import Clock
from chaguan.site.features import Features
from chaguan.site.urls import SECTIONS

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
RAIN = "---\ntitle: Rain\ndate: 2026-03-01\nauthors: [mei]\ntags: [Tea]\n---\nIt.\n"
FILES_OF_A_TOWN = {
    "community.yml": "name: A town\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\n"
    "digest: {since: 2026-W40}\n",
    "people/mei.yml": "name: Mei\njoined: 2026-11-18\n",
    "groups/walkers.yml": "name: Walkers\nmembers: [mei]\n",
    "places/pier.yml": "name: {en: Pier, zh-Hant: 碼頭}\n",
    "scenes/rain.yml": "name: Rain\n",
    "offers/2026/cakes.yml": "title: Cakes\nof: mei\nprice: {amount: 38, currency: TWD}\n",
    "campaigns/roof.yml": "title: A roof\naim: Dry.\nhosts: [mei]\n",
    "about.md": "---\ntitle: About\n---\nWe walk.\n",
    "index.zh-Hant.md": "---\ntitle: 家\n---\n字。\n",
    "posts/2026/rain.md": RAIN,
    "events/2026/tea.yml": (
        "title: {en: Tea, zh-Hant: 茶}\nstart: 2026-12-01 19:00\nhosts: [mei]\n"
        "calls: [{for: helpers, until: 2026-11-30}]\n"
    ),
    "events/2025/old.yml": "title: Old\nstart: 2025-12-01 19:00\nhosts: [mei]\n",
} | {
    f"posts/2025/p{n:02}.md": f"---\ntitle: P{n}\ndate: 2025-01-{n:02}\nauthors: [mei]\n---\nIt.\n"
    for n in range(1, 25)
}


@pytest.fixture
def outputs(seen):
    index = seen(FILES_OF_A_TOWN).index
    return list(catalogue(index, Clock(NOON), Features(entries=10)))


def test_each_address_is_there_once(outputs):
    counted = Counter(output.address.file for output in outputs)

    assert [file for file, count in counted.items() if count > 1] == []


def test_every_kind_of_thing_is_in_it(outputs):
    pages = {*PLURALS, *SECTIONS.values()}
    gathered = {
        kinds.HOME,
        kinds.PAST,
        kinds.CALLS,
        kinds.DIGEST,
        kinds.DIGESTS,
        kinds.ONLINE,
        kinds.MONTH,
        kinds.TAG,
        kinds.REST,
    }
    special = {kinds.SUBSCRIBE, kinds.CONTRIBUTE, kinds.SEARCH, kinds.OFFLINE}

    assert {output.kind for output in outputs} == pages | gathered | special | set(FILES)


def test_each_kind_of_page_has_a_type_whose_template_is_there(outputs):
    for output in outputs:
        if output.is_page:
            assert output.kind in PAGE_TYPES
            assert (PACKAGE / "templates" / page_type(output.kind).template).is_file()


def test_each_kind_of_record_has_a_page_type():
    assert set(PLURALS) <= set(PAGE_TYPES)


def test_a_page_that_the_community_wrote_itself_is_not_made_again(outputs):
    homes = {output.address.path: output.record is not None for output in outputs
             if output.kind == kinds.HOME}  # fmt: skip

    assert homes == {"": False, "zh-Hant/": True}


def test_without_a_clock_it_tells_what_there_may_be_at_some_time(seen):
    index = seen(FILES_OF_A_TOWN).index
    now = {each.address for each in page_outputs(index, Clock(NOON), Features())}
    ever = {each.address for each in page_outputs(index, None, Features())}
    of_the_clock = {
        each
        for each in now
        if "/month/" in each.path or "/online/" in each.path or "/2026-w" in each.path
    }

    assert now - of_the_clock <= ever


def test_what_is_made_claims_its_address(seen):
    index = seen(FILES_OF_A_TOWN).index
    made = {file for file, source in claims(index._all, index.addresses, frozenset()) if not source}

    assert {"people/mei/posts/page/2/index.html", "events/past/index.html"} <= made
    assert {"events/2026/tea/poster/index.html", "search/index.html"} <= made
    assert {"events/2026/tea/copy/index.html", "posts/2026/rain/copy/qr.png"} <= made
    assert {"embed/index.html", "embed/zh-Hant/groups/walkers/index.html"} <= made
    assert {"digest/index.html", "zh-Hant/digest/index.html"} <= made
    assert "tags/tea/index.html" not in made  # a community may write it


@pytest.mark.parametrize(
    ("without", "gone"),
    [
        (Features(has_feeds=False), {"feeds", "event feeds", "offer feeds", "call feeds", "archive",
                                     "digest feeds",
                                     "data"}),
        (Features(has_calendars=False), {"calendar"}),
        (Features(has_search=False), {"search"}),
        (Features(has_offline_page=False), {"offline"}),
        (Features(has_copies=False), {"copy", "copy code"}),
        (Features(has_embeds=False), {"embed"}),
        (Features(has_feeds=False, has_calendars=False), {"subscribe", "feeds", "event feeds",
         "offer feeds", "call feeds", "digest feeds", "archive", "data", "calendar"}),
    ],
)  # fmt: skip
def test_what_a_site_does_not_want_is_not_in_it(seen, outputs, without, gone):
    index = seen(FILES_OF_A_TOWN).index
    left = {each.kind for each in catalogue(index, Clock(NOON), without)}

    assert {output.kind for output in outputs} - left - {"archive"} == gone - {"archive"}


@pytest.mark.parametrize("has_pulse", [True, False])
def test_the_pulse_claims_its_address_only_where_it_is_asked_for(seen, has_pulse):
    index = seen({"pulse.md": "---\ntitle: Ours\n---\nBoom.\n"}).index
    files = frozenset({"pulse.md"})

    wanted = [
        position.path if position else None
        for address, position in claims(
            index._all, index.addresses, files, Features(has_pulse=has_pulse)
        )
        if address == "pulse/index.html"
    ]

    assert wanted == ([None, "pulse.md"] if has_pulse else ["pulse.md"])


@pytest.mark.parametrize(
    ("wants", "file", "is_claimed"),
    [
        (Features(), "embed.md", True),
        (Features(has_embeds=False), "embed.md", False),
        (Features(), "digest/2027-w01.md", True),
        (Features(), "digest/of-our-own.md", False),
    ],
)
def test_a_page_at_an_address_of_ours_meets_it_where_it_is_or_may_come(
    seen, wants, file, is_claimed
):
    index = seen(FILES_OF_A_TOWN | {file: "---\ntitle: Ours\n---\nHere.\n"}).index
    address = f"{file.removesuffix('.md')}/index.html"
    found = [each for each, _ in claims(index._all, index.addresses, frozenset({file}), wants)]

    assert (found.count(address) > 1) == is_claimed


def test_without_digests_their_address_is_anybody_s(seen):
    index = seen({"digest.md": "---\ntitle: Ours\n---\nHere.\n"}).index
    found = [each for each, _ in claims(index._all, index.addresses, frozenset({"digest.md"}))]

    assert found.count("digest/index.html") == 1
