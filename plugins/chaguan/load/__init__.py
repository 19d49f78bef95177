"""Nodes to model: returns the community and every problem."""

from typing import Final

from . import campaign, event, group, offer, person, place, post, scene, settings, tags
from .again import READ_ALONE, Again
from .blocks import BOX_KINDS, FOLDED, LISTS, MOST_IN_A_TEXT, BlockLine, block_lines, without_blocks
from .changes import Changes
from .community import Loaded, gc_paused, load, read
from .fields import Field, ListOf, MapOf
from .links import Reference, leaves
from .naming import FOLDERS, Named, named, portable
from .prose import Prose, prose_of
from .reading import Guesses, near
from .schema import (
    is_list,
    is_text,
    outlined,
    parts_of,
    record_schema,
    tags_schema,
    translation_schema,
)
from .tags import tags_in
from .used_files import names_same_files, used_files

FIELDS_BY_KIND: Final = {
    "post": post.FIELDS,
    "event": event.FIELDS,
    "person": person.FIELDS,
    "group": group.FIELDS,
    "place": place.FIELDS,
    "scene": scene.FIELDS,
    "campaign": campaign.FIELDS,
    "offer": offer.FIELDS,
}
"""The fields of each kind of record."""
NAMING_FIELD: Final = {
    kind: next(each.name for each in fields if each.name in ("title", "name"))
    for kind, fields in FIELDS_BY_KIND.items()
}
"""What each kind calls the words that name a record."""
COMMUNITY_FIELDS: Final = settings.FIELDS
"""The fields of `community.yml`."""

TAG_FIELDS: Final = tags.FIELDS
"""What `tags.yml` may say of a tag."""
TAGS_FILE: Final = tags.NAME

__all__ = [
    "BOX_KINDS",
    "COMMUNITY_FIELDS",
    "FIELDS_BY_KIND",
    "FOLDED",
    "FOLDERS",
    "LISTS",
    "MOST_IN_A_TEXT",
    "NAMING_FIELD",
    "READ_ALONE",
    "TAGS_FILE",
    "TAG_FIELDS",
    "Again",
    "BlockLine",
    "Changes",
    "Field",
    "Guesses",
    "ListOf",
    "Loaded",
    "MapOf",
    "Named",
    "Prose",
    "Reference",
    "block_lines",
    "gc_paused",
    "is_list",
    "is_text",
    "leaves",
    "load",
    "named",
    "names_same_files",
    "near",
    "outlined",
    "parts_of",
    "portable",
    "prose_of",
    "read",
    "record_schema",
    "tags_in",
    "tags_schema",
    "translation_schema",
    "used_files",
    "without_blocks",
]
