"""A field is written once in `load/` and once in `model/`; what is left out there is heard."""

from __future__ import annotations

from dataclasses import fields

import pytest

from chaguan.load import COMMUNITY_FIELDS, FIELDS_BY_KIND, Field
from chaguan.load.fields import made
from chaguan.load.reading import Reading, Surroundings
from chaguan.load.words import Line
from chaguan.model import KINDS, Scene, Settings, Text

OF = {each.kind: each for each in (*KINDS, Settings)}  # type: ignore[attr-defined]
DEFINED = [
    (kind, field)
    for kind, known in {**FIELDS_BY_KIND, "community": COMMUNITY_FIELDS}.items()
    for field in known
]


@pytest.mark.parametrize(("kind", "field"), DEFINED, ids=lambda each: getattr(each, "name", each))
def test_each_field_has_a_place_in_the_model(kind, field):
    assert set(field.attributes) <= {each.name for each in fields(OF[kind])}


def test_value_that_the_model_does_not_know_is_not_dropped():
    with pytest.raises(TypeError, match="smell"):
        made(Scene, {"name": Text(), "smell": "tea"}, "rain", Reading("", Surroundings()))


def test_field_says_whether_it_is_public():
    with pytest.raises(TypeError, match="public"):
        Field("smell", Line(), "what it smells of")
