"""The editor's configuration follows the definitions of the fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from chaguan.authoring.editor.configuration import editor_configuration
from chaguan.load import FIELDS_BY_KIND, outlined
from chaguan.locales import vocabulary
from chaguan.site.repository import Repository

BY_HAND = {
    "uid",
    "repeat.moved",
    "repeat.also",
    "repeat.then",
    "steps",
    "steps.amount",
    "steps.note",
    "steps.by",
}
"""What a form does not show."""


def configured(*languages: str, **more: Any) -> dict[str, Any]:
    repository = Repository.of("https://github.com/example/town", "edit/main/content/")
    assert repository is not None
    words = vocabulary(languages[0])
    written = editor_configuration(repository, languages, words, **more)
    return json.loads(json.dumps(written))


def collection(config: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in config["collections"] if each["name"] == name)


def named(fields: list[dict[str, Any]], prefix: str = "") -> Iterator[str]:
    for field in fields:
        yield f"{prefix}{field['name']}"
        if field.get("chaguan") not in ("words", "map"):
            yield from named(field.get("fields", []), f"{prefix}{field['name']}.")


@pytest.mark.parametrize("kind", list(FIELDS_BY_KIND))
def test_every_field_is_in_the_form_or_left_out_on_purpose(kind: str) -> None:
    folders = {"person": "people"}
    shown = collection(configured("zh-Hant", "en"), folders.get(kind, f"{kind}s"))["fields"]

    defined = {path for path, _ in outlined(FIELDS_BY_KIND[kind])}
    assert set(named(shown)) - {"id", "body"} == defined - BY_HAND


def test_texts_are_asked_for_in_each_language() -> None:
    fields = {each["name"]: each for each in collection(configured("en", "ja"), "events")["fields"]}

    assert [each["name"] for each in fields["title"]["fields"]] == ["en", "ja"]
    assert [each["widget"] for each in fields["description"]["fields"]] == ["text", "text"]


def test_community_of_one_language_is_asked_once() -> None:
    config = configured("en")
    fields = {each["name"]: each for each in collection(config, "events")["fields"]}

    assert fields["title"]["widget"] == "string"
    assert fields["hosts"]["search_fields"] == ["name"]
    assert [each["name"] for each in config["collections"]].count("posts-en") == 0


def test_strangers_edit_becomes_a_pull_request() -> None:
    config = configured("zh-Hant", "en")

    assert config["publish_mode"] == "editorial_workflow"
    assert config["backend"] == {
        "name": "github",
        "repo": "example/town",
        "branch": "main",
        "open_authoring": True,
        "auth_scope": "public_repo",
    }


def test_login_is_that_of_the_host() -> None:
    config = configured("en", login="https://login.example.org/")

    assert config["backend"]["base_url"] == "https://login.example.org"


@pytest.mark.parametrize(
    ("language", "expected"), [("zh-Hant", "zh_Hant"), ("zh-CN", "zh_Hans"), ("de", "en")]
)
def test_editor_speaks_the_language_of_the_community(language: str, expected: str) -> None:
    assert configured(language)["locale"] == expected


def test_translations_stand_beside_their_originals() -> None:
    config = configured("zh-Hant", "en")
    whole = collection(config, "posts-en")

    assert (whole["folder"], whole["extension"]) == ("content/posts", "en.md")
    needed = [each["name"] for each in whole["fields"] if each.get("required")]
    assert needed == ["title", "date", "body"]


def test_references_lead_to_collections_that_are_there() -> None:
    config = configured("zh-Hant", "en")
    names = {each["name"] for each in config["collections"]}
    found = [
        field["collection"]
        for each in config["collections"]
        for field in each["fields"]
        if field["widget"] == "relation"
    ]

    assert found
    assert set(found) <= names
