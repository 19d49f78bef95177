"""What an editor needs to know of each kind of file, as JSON Schemas."""

from __future__ import annotations

import json

from chaguan.load import (
    COMMUNITY_FIELDS,
    FIELDS_BY_KIND,
    record_schema,
    tags_schema,
    translation_schema,
)


def schemas(languages: tuple[str, ...]) -> dict[str, str]:
    """The text of each schema by its file's name, for a community that speaks these languages."""
    kinds = {**FIELDS_BY_KIND, "community": COMMUNITY_FIELDS}
    found = {kind: record_schema(kind, fields, languages) for kind, fields in kinds.items()}
    found["post-translation"] = translation_schema("post", FIELDS_BY_KIND["post"], languages)
    found["tags"] = tags_schema(languages)
    return {
        f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in found.items()
    }
