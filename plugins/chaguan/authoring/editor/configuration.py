"""The configuration of the form-based editor (Decap CMS), from the definitions of the fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from chaguan.load import FIELDS_BY_KIND, NAMING_FIELD
from chaguan.load.post import OWN
from chaguan.locales import Vocabulary
from chaguan.render.text.localized import language_name
from chaguan.site.repository import Repository
from chaguan.site.urls import SECTIONS

from .widgets import Widget, WidgetForm

Configuration = dict[str, Any]
"""Ready for JSON."""

PLAIN: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
BY_YEAR: Final = {"post": "date", "event": "start"}
"""Kinds that are kept in a folder for each year, and the field that says which."""


def editor_configuration(
    repository: Repository,
    languages: tuple[str, ...],
    words: Vocabulary,
    *,
    login: str = "",
    is_local: bool = False,
) -> Configuration:
    """What Decap is told.

    `login` is the address of the server that signs people in with the forge; `is_local` lets
    somebody who previews the site write through `decap-server` on the same machine.
    """
    backend: Configuration = {
        "name": "github",
        "repo": repository.name,
        "branch": repository.branch,
        "open_authoring": True,
        "auth_scope": "public_repo",
    }
    if login:
        backend["base_url"] = login.rstrip("/")
    return {
        "load_config_file": False,
        "backend": backend,
        **({"local_backend": True} if is_local else {}),
        "publish_mode": "editorial_workflow",
        "locale": words.locale.replace("-", "_"),
        "media_folder": repository.below("images"),
        "public_folder": "/images",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "show_preview_links": False,
        "collections": list(_collections(repository, languages, words)),
        "chaguan": {"languages": list(languages), "missing": words("editor.missing")},
    }


def _collections(
    repository: Repository, languages: tuple[str, ...], words: Vocabulary
) -> Iterator[Configuration]:
    for kind in FIELDS_BY_KIND:
        yield _collection(kind, repository, languages, words)
        if kind == "post":
            for language in languages[1:]:
                yield _translations(language, repository, languages, words)


def _collection(
    kind: str, repository: Repository, languages: tuple[str, ...], words: Vocabulary
) -> Configuration:
    fields = FIELDS_BY_KIND[kind]
    name = NAMING_FIELD[kind]
    is_map = kind != "post" and len(languages) > 1
    shown = f"{name}.{languages[0]}" if is_map else name
    section = SECTIONS[kind]
    return {
        "name": section,
        "label": words(f"nav.{kind}"),
        "folder": repository.below(section),
        "create": True,
        "identifier_field": "id",
        "slug": "{{fields.id}}",
        "summary": f"{{{{{shown}}}}} ({{{{filename}}}})",
        "sortable_fields": [],
        "editor": {"preview": kind == "post"},
        # Only this filter survives what Decap does to a path, and it needs an omission.
        "path": f'{{{{{BY_YEAR[kind]} | truncate(4," ")}}}}/{{{{slug}}}}'
        if kind in BY_YEAR
        else "{{slug}}",
        # Said again, for else Decap puts pictures beside the file wherever there is a path.
        "media_folder": f"/{repository.below('images')}",
        "public_folder": "/images",
        "extension": "md" if kind == "post" else "yml",
        "format": f"chaguan-{section}",
        "fields": [
            _id(words, words("editor.id_about")),
            *WidgetForm(kind, languages, words).widgets(fields),
            *([_body(words)] if kind == "post" else []),
        ],
    }


def _translations(
    language: str, repository: Repository, languages: tuple[str, ...], words: Vocabulary
) -> Configuration:
    """Posts in another language: `rainy-harbour.en.md` beside `rainy-harbour.md`.

    Decap's own translations would call the original `rainy-harbour.zh-Hant.md` and always write
    every language. What a translation takes over from the original may be left empty.
    """
    whole = _collection("post", repository, languages, words)
    name = f"{whole['name']}-{language}"
    label = words("editor.translations", kind=whole["label"], language=language_name(language))
    kept = (*OWN, "date", "body")
    fields = [
        {**field, "required": bool(field.get("required")) and field["name"] in kept}
        for field in whole["fields"][1:]
    ]
    return {
        **whole,
        "name": name,
        "label": label,
        "extension": f"{language}.md",
        "format": f"chaguan-{name}",
        "fields": [_id(words, words("editor.id_original")), *fields],
    }


def _id(words: Vocabulary, about: str) -> Widget:
    """The name of a new file: no field of ours, and never written."""
    return {
        "name": "id",
        "label": words("editor.id"),
        "hint": about,
        "widget": "string",
        "required": False,
        "pattern": [PLAIN, words("editor.id_wrong")],
    }


def _body(words: Vocabulary) -> Widget:
    """As it was typed: the rich text mode rewrites footnotes and admonitions."""
    return {
        "name": "body",
        "label": words("editor.body"),
        "widget": "markdown",
        "modes": ["raw"],
        "required": True,
    }
