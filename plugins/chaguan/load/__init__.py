"""Nodes to model: returns the community and every problem."""

from typing import Final

from . import event, group, person, place, post, scene
from .community import Loaded, load, read
from .fields import Field
from .naming import FOLDERS
from .reading import near

FIELDS_BY_KIND: Final = {
    "post": post.FIELDS,
    "event": event.FIELDS,
    "person": person.FIELDS,
    "group": group.FIELDS,
    "place": place.FIELDS,
    "scene": scene.FIELDS,
}
"""The fields of each kind of record."""

__all__ = ["FIELDS_BY_KIND", "FOLDERS", "Field", "Loaded", "load", "near", "read"]
