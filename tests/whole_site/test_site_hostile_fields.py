"""Whatever stands in any field, it is words wherever it lands: in HTML, data, feeds, calendars.

The fields are asked from the loader, so that a new one is tried without anybody thinking of it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import feedparser
import icalendar
import pytest
import yaml
from lxml import etree, html

from chaguan.load import COMMUNITY_FIELDS, FIELDS_BY_KIND, Field, parts_of
from chaguan.load.fields import ListOf, MapOf
from chaguan.load.links import Picture, Reference, WebAddress
from chaguan.load.words import Line, Tag, TextByLanguage
from chaguan.locales import field_words

HOSTILE = (
    "zqx\"><img src=x onerror=zqx()> '\tonfocus=zqx autofocus </title></script><script>zqx()"
    "</script>]]>--><svg/onload=zqx()>{{7*7}}{% raw %}${7*7}&#x3c;\\,;\r\nZQX:zqx"
)
HARMLESS = "zqx (words) of this kind, in (any) field of the file zqx."
PICTURE = 'zqx"><img src=x onerror=zqx()>.png'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606868000001840101568f20230000000049454e44ae426082"
)
FOLDERS = {
    "post": "posts/rain.md",
    "event": "events/tea.yml",
    "person": "people/mei.yml",
    "group": "groups/walkers.yml",
    "place": "places/house.yml",
    "scene": "scenes/rainy.yml",
    "campaign": "campaigns/pier.yml",
    "offer": "offers/cake.yml",
}
IDS = {kind: re.split(r"[/.]", path)[1] for kind, path in FOLDERS.items()}
FIXED = {
    "date": "2026-10-01 10:00",
    "start": "2026-12-05 14:00",
    "end": "2026-12-05 16:00",
    "updated": "2026-10-02",
    "timezone": "Asia/Taipei",
    "country": "TW",
    "of": [{"person": "mei"}, {"place": "house"}],
    "place": "house",
    "from": "2026-11-01",
    "until": "2026-12-20",
}
LEFT_OUT = {
    "draft", "unlisted", "uid", "aliases", "left", "closed", "repeat", "contact", "signed",
    "timezone", "languages",
}  # fmt: skip
"""What would take the record off the site, or is no text of anybody's."""


def value_of(field: Field, kind: str, path: str, words: str) -> Any:
    """A value for a field: `words` wherever it takes any."""
    if field.name in FIXED:
        return FIXED[field.name]
    return _value(field.type, kind, path, words)


def _value(of: Any, kind: str, path: str, words: str) -> Any:
    match of:
        case TextByLanguage(is_markdown=True):
            return "Words."
        case TextByLanguage():
            return {"en": words, "zh-Hant": words}
        case Line() | Tag():
            return words
        case WebAddress():
            return "https://example.org/zqx?a='&b=');onload=(zqx)&c=%22%3E"
        case Picture():
            return f"/images/{PICTURE}"
        case Reference():
            return IDS[of.kind]
        case ListOf():
            item = _value(of.item, kind, path, words)
            return item if isinstance(item, list) else [item]
        case MapOf():
            return {words: _value(of.value, kind, path, words)}
        case _ if parts_of(of):
            return {
                part.name: value_of(part, kind, f"{path}.{part.name}", words)
                for part in parts_of(of)
            }
    return yaml.load(field_words(kind, path).example, yaml.BaseLoader)


def record(kind: str, words: str, without: str = "location") -> str:
    """The text of a record of `kind` with `words` in all fields that take them."""
    lines = [
        f"{field.name}: {json.dumps(value_of(field, kind, field.name, words), ensure_ascii=False)}"
        for field in FIELDS_BY_KIND[kind]
        if field.name not in {*LEFT_OUT, without}
    ]
    text = "\n".join(lines) + "\n"
    return f"---\n{text}---\nWords.\n" if kind == "post" else text


def of_the_community(words: str) -> str:
    stated = {"languages": ["en", "zh-Hant"], "timezone": "Asia/Taipei"}
    stated["uid"] = "7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11"  # type: ignore[assignment]
    for field in COMMUNITY_FIELDS:
        if field.name not in stated:
            stated[field.name] = value_of(field, "community", field.name, words)
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in stated.items())
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return {}


@pytest.fixture
def sites(town: Callable[..., Any], both: dict[str, Any]) -> tuple[Any, Any]:
    """The site with hostile words, and the same with harmless ones; each built once."""
    if not both:
        made = town("")
        for name, words in (("hostile", HOSTILE), ("harmless", HARMLESS)):
            made.write("community.yml", of_the_community(words))
            for kind, path in FOLDERS.items():
                (made.content / path).parent.mkdir(exist_ok=True)
                (made.content / path).write_text(record(kind, words), encoding="utf-8")
            elsewhere = record("event", words, without="place")
            (made.content / "events/walk.yml").write_text(elsewhere, encoding="utf-8")
            (made.content / "images").mkdir(exist_ok=True)
            (made.content / "images" / PICTURE).write_bytes(PNG)
            both[name] = made.built(to=name)
            _ = both[name].files, both[name].documents
    return both["hostile"], both["harmless"]


def own_address(address: str) -> str:
    """An address with what becomes of the words in a tag's left out."""
    return re.sub(r"(?<=tags/)[^/]+(?=/)", "…", address)


def shape(document: html.HtmlElement) -> Counter[tuple[str, tuple[str, ...]]]:
    """The elements of a page, and the names of their attributes."""
    return Counter(
        (str(each.tag), tuple(sorted(each.attrib))) for each in document.iter() if each.tag
    )


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_every_kind_has_its_words_tried():
    for kind in FIELDS_BY_KIND:
        assert record(kind, HOSTILE).count("onerror=zqx") >= 2, kind


def test_no_page_has_an_element_or_attribute_more(sites):
    hostile, harmless = sites
    expected = {own_address(path): shape(page) for path, page in harmless.documents.items()}
    found = {own_address(path): shape(page) for path, page in hostile.documents.items()}

    assert found.keys() == expected.keys()
    for path, elements in found.items():
        assert elements == expected[path], (path, elements - expected[path])


def test_the_words_are_there_as_words(sites):
    hostile, _ = sites
    for address in (
        "posts/rain/",
        "events/tea/",
        "events/walk/",
        "people/mei/",
        "places/house/",
        "scenes/rainy/",
    ):
        assert "onerror=zqx()" in hostile.text(address), address
        assert "{{7*7}}" in hostile.text(address), address


def test_linked_data_holds_the_very_words(sites):
    hostile, _ = sites
    for path, page in hostile.documents.items():
        for script in page.xpath("//script[@type='application/ld+json']"):
            said = [in_one_line(each) for each in strings(json.loads(script.text))]
            assert any(in_one_line(HOSTILE) in each for each in said), path


def test_every_json_file_is_json_and_every_xml_file_is_xml(sites):
    hostile, harmless = sites
    for path, content in hostile.files.items():
        if path.endswith((".json", ".webmanifest")):
            json.loads(content)
        if path.endswith((".xml", ".opml", ".svg")) and not path.startswith("assets/"):
            names = Counter(each.tag for each in etree.fromstring(content).iter())
            twin = next(each for each in harmless.files if own_address(each) == own_address(path))
            assert names == Counter(
                each.tag for each in etree.fromstring(harmless.files[twin]).iter()
            ), path
        if path.endswith(("rss.xml", "atom.xml")):
            assert not feedparser.parse(content).bozo, path


def test_html_in_feeds_has_no_element_more(sites):
    def inside(site: Any) -> Counter[str]:
        found: Counter[str] = Counter()
        for path, content in sorted(site.files.items()):
            if path.endswith("feed.json"):
                for item in json.loads(content)["items"]:
                    fragment = html.fragment_fromstring(item["content_html"] or " ", "div")
                    found.update(str(each.tag) for each in fragment.iter())
        return found

    hostile, harmless = sites
    assert inside(hostile) == inside(harmless)


def test_no_calendar_has_a_line_more(sites):
    def lines(site: Any) -> dict[str, Counter[str]]:
        return {
            own_address(path): Counter(
                name
                for part in icalendar.Calendar.from_ical(content).walk()
                for name in (part.name, *part.keys())
            )
            for path, content in site.files.items()
            if path.endswith(".ics")
        }

    hostile, harmless = sites
    assert lines(hostile) == lines(harmless)
    assert not any("ZQX" in counted for counted in lines(hostile).values())


def test_what_the_search_shows_stays_in_its_lines(sites):
    """Address, title, note, names and mentions have a line each; the text has the rest."""

    def addresses(site: Any) -> dict[str, tuple[str, bool]]:
        cards = {
            path: content.decode().split("\n")
            for path, content in site.files.items()
            if re.fullmatch(r"assets/search/\w+/\d+\.[\w-]+\.txt", path)
        }
        return {
            path: (own_address(card[0]), len(card) >= 5 and "\r" not in "".join(card[:5]))
            for path, card in cards.items()
        }

    hostile, harmless = sites
    assert addresses(hostile) == addresses(harmless) != {}
    titles = {
        content.decode().split("\n")[1]
        for path, content in hostile.files.items()
        if re.fullmatch(r"assets/search/(post|event)/\d+\.en\.txt", path)
    }
    assert titles == {in_one_line(HOSTILE)}
