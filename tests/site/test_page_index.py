"""Where a page is, found by its file, its source and its record."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from chaguan.build.last_build import LastBuild
from chaguan.build.store import DamagedError, Store
from chaguan.site.catalogue import page_outputs
from chaguan.site.clock import Clock
from chaguan.site.features import Features
from chaguan.site.page_index import PageIndex, kept_pages
from chaguan.site.page_spec import source_of
from support.site_of_files import site_of

FILES = {
    "community.yml": "name: A town\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\n",
    "people/mei.yml": "name: Mei\n",
    "about.md": "---\ntitle: About\n---\nWe walk.\n",
    "about.zh-Hant.md": "---\ntitle: 關於\n---\n字。\n",
    "posts/2026/rain.md": "---\ntitle: Rain\ndate: 2026-03-01\nauthors: [mei]\n---\nIt.\n",
    "events/2026/tea.yml": "title: {en: Tea, zh-Hant: 茶}\nstart: 2026-12-01 19:00\n",
}


@pytest.fixture
def site(tmp_path):
    return site_of(tmp_path, FILES)


@pytest.fixture
def kept(tmp_path):
    return LastBuild(Store(tmp_path / "made.sqlite3"), b"salt")


def outputs_of_pages(site):
    return list(page_outputs(site.plain_index, Clock(site.now), Features()))


def keep(kept, site):
    kept.keep(b"", (), kept_pages(outputs_of_pages(site), site, lambda each: each.kind == "events"))


def test_what_is_kept_of_pages_is_of_the_records_as_they_are(site, kept):
    keep(kept, site)

    index = PageIndex(site, kept)

    outputs = outputs_of_pages(site)
    assert index.files == {each.address.file for each in outputs}
    found = [index.at(each.address.file) for each in outputs]
    assert found == outputs
    assert [each.record for each in found] == [each.record for each in outputs]
    assert [each.address.file for each in index.listed] == [
        "events/index.html",
        "zh-Hant/events/index.html",
    ]
    assert index.at("nowhere/index.html") is None


def test_what_cannot_be_read_is_not_taken_for_pages(site, kept, tmp_path):
    keep(kept, site)
    with closing(sqlite3.connect(tmp_path / "made.sqlite3")) as store, store:
        store.execute("UPDATE pages SET told = 'spoilt'")

    with pytest.raises(ValueError, match="Expecting value"):
        PageIndex(site, kept)

    with closing(sqlite3.connect(tmp_path / "made.sqlite3")) as store, store:
        store.execute("UPDATE pages SET is_listed = 0")
    index = PageIndex(site, kept)
    with pytest.raises(DamagedError):
        index.at("events/index.html")


def test_every_page_is_found_by_its_source(site, kept):
    keep(kept, site)

    index = PageIndex(site, kept)

    for output in outputs_of_pages(site):
        assert index.made_of(source_of(output, site)) == output.address.file
    assert index.made_of("nothing.md") is None


def test_a_record_has_its_page_in_each_language_in_which_it_is_written(site, kept):
    keep(kept, site)

    index = PageIndex(site, kept)

    assert index.file_of("event", "tea", "zh-Hant") == "zh-Hant/events/2026/tea/index.html"
    assert index.file_of("page", "about", "zh-Hant") == "zh-Hant/about/index.html"
    assert index.file_of("post", "rain", "en") in index.files
    assert index.file_of("post", "rain", "zh-Hant") is None
    assert index.file_of("person", "nobody", "en") is None
