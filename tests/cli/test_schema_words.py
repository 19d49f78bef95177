"""Every field has words in each language, and an example that the loader takes."""

import tomllib
from importlib.resources import files

import pytest

from chaguan.load import COMMUNITY_FIELDS, FIELDS_BY_KIND, TAG_FIELDS, outlined, parts_of
from chaguan.load.reading import Reading, Surroundings
from chaguan.locales import field_words
from chaguan.render.pages.contribute import contribute
from chaguan.source import Mapping, nodes_of

KINDS = {**FIELDS_BY_KIND, "community": COMMUNITY_FIELDS, "tag": TAG_FIELDS}
LANGUAGES = ("en", "zh-Hant", "zh-Hans")
FIELDS = [
    pytest.param(kind, path, field, id=f"{kind}.{path}")
    for kind, fields in KINDS.items()
    for path, field in outlined(fields)
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_words_and_no_word_is_stale(language):
    text = (files("chaguan.locales") / "fields" / f"{language}.toml").read_text("utf-8")
    written = {f"{kind}.{path}" for kind, of in tomllib.loads(text).items() for path in of}

    assert written == {
        f"{kind}.{path}" for kind, fields in KINDS.items() for path, _ in outlined(fields)
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "path", "field"), FIELDS)
def test_a_field_has_label_about_and_example(kind, path, field, language):
    words = field_words(kind, path, language)

    assert words.label
    assert words.about
    assert bool(words.example) is not bool(parts_of(field.type))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "path", "field"), FIELDS)
def test_an_example_is_what_the_loader_takes(kind, path, field, language):
    example = field_words(kind, path, language).example
    if not example:
        return
    node, problems = nodes_of(f"it: {example}  # words", "example.yml")
    assert isinstance(node, Mapping)
    found = node.get("it")
    assert found is not None
    reading = Reading("events/2026/example.yml", Surroundings(("zh-Hant", "en")))

    value = field.type.read(found, field.name, reading)

    missing_pictures = [each for each in reading.problems if each.code != "FD114"]
    assert (problems, missing_pictures) == ((), [])
    assert value or reading.problems


def test_the_contribute_page_shows_fields_in_its_own_language():
    (events,) = (t for t in contribute(FIELDS_BY_KIND, "zh-TW").kinds if t.kind == "event")
    rows = {row.name: row for row in events.fields}

    assert rows["start"].label == "開始"
    assert rows["start"].is_required
    assert rows["signup.until"].about == "最後期限，或 2 days before（每次的兩天前）"
