"""A community that still has the addresses of the demonstration is told so, once."""

from __future__ import annotations

import pytest

from chaguan.check.demonstration import example_settings
from chaguan.load import read
from chaguan.source import SourceFile

DEMONSTRATION = "name: Slack Tide\nlanguages: [en]\nuid: 5108055d-ee18-4292-890d-56565444b7c5\n"
OTHER = "name: Quay\nlanguages: [en]\nuid: 7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11\n"
SITE = "https://slack-tide.example.org/"
REPOSITORY = "https://github.com/example/slack-tide"


def said(community: str, site_url: str = "", repo_url: str = "") -> str:
    loaded = read([SourceFile("community.yml", community)], name="town")
    return example_settings(site_url, repo_url, loaded.community)


def test_one_warning_names_all_that_was_copied():
    words = said(OTHER, site_url=SITE, repo_url=REPOSITORY)

    assert f"site_url: {SITE}" in words
    assert f"repo_url: {REPOSITORY}" in words


@pytest.mark.parametrize(
    "settings",
    [
        {"site_url": "https://slack-tide.example.org"},
        {"site_url": "http://EXAMPLE.org/town/"},
        {"site_url": "https://www.example.com/"},
        {"repo_url": "https://codeberg.org/example/slack-tide.git"},
        {"repo_url": "https://example.org/town/board"},
    ],
)
def test_each_is_found_however_it_is_written(settings):
    assert next(iter(settings)) in said(OTHER, **settings)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"site_url": "https://quay.town/"},
        {"site_url": "https://slack-tide.example.org.quay.town/"},
        {"site_url": "https://quay.town/", "repo_url": "https://github.com/quay/slack-tide"},
        {"repo_url": "https://github.com/quay/example"},
    ],
)
def test_addresses_of_ones_own_are_fine(settings):
    assert said(OTHER, **settings) == ""


def test_the_demonstration_keeps_its_own():
    assert said(DEMONSTRATION, site_url=SITE, repo_url=REPOSITORY) == ""
