"""A text is converted once, and the navigation does not carry the stories."""

from __future__ import annotations

TEXTS = ("It [rains]", "下雨。", "It does not.", "See [the rain]", "帶傘。")
"""Words of two posts, a translation and an event in two languages."""
COUNTING = """
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


class Count(Preprocessor):
    def run(self, lines):
        with open({log!r}, "a") as log:
            log.write("|".join(lines) + "\\n")
        return lines


class Counting(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Count(md), "count", 0)


def on_config(config):
    config.markdown_extensions.append(Counting())
    return config
"""


def test_a_text_is_converted_once_for_all_lists_feeds_and_languages(lively_town):
    town = lively_town(settings="hooks: [counting.py]\n")
    log = town.folder / "conversions.txt"
    (town.folder / "counting.py").write_text(COUNTING.format(log=str(log)), encoding="utf-8")

    town.built()

    texts = log.read_text(encoding="utf-8").splitlines()
    assert {words: sum(words in text for text in texts) for words in TEXTS} == dict.fromkeys(
        TEXTS, 1
    )


STORY = """
    ---
    title: Story {number}
    date: 2026-09-{number:02}
    authors: [mei]
    ---
    Words.
"""


def test_the_navigation_does_not_grow_with_stories(lively_town):
    town = lively_town()
    before = navigation_of(town.built(), "about/")
    for number in range(1, 15):
        town.write(f"posts/2026/story-{number}.md", STORY.format(number=number))

    after = navigation_of(town.built(), "about/")

    assert after == before


def test_the_navigation_names_no_story_and_no_further_page_of_a_list(demonstration):
    for address in ("", "en/", "posts/2026/rainy-harbour/", "en/events/2026/tea-walk/"):
        links = navigation_of(demonstration, address)

        assert 6 < len(set(links)) < 18
        assert not [link for link in links if "/20" in link or "/page/" in link]


def navigation_of(site, address: str) -> list[str]:
    """Where the navigation of a page leads, its own table of contents aside."""
    links = site.pages[address].xpath(
        "//nav[contains(@class, 'md-nav--primary') or contains(@class, 'md-tabs')]//a/@href"
    )
    return [site.address(address, link) for link in links if not link.startswith("#")]
