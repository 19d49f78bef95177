"""What is told of records, and what never is."""

from __future__ import annotations

import pytest

from chaguan.load import COMMUNITY_FIELDS, FIELDS_BY_KIND
from chaguan.model import KINDS, Settings
from chaguan.render.api.schema import TOLD_OTHERWISE, told_of

FIELDS = {**FIELDS_BY_KIND, "community": COMMUNITY_FIELDS}
OF = {each.kind: each for each in (*KINDS, Settings)}  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", FIELDS)
def test_public_fields_are_told_and_private_ones_never(kind):
    told = {each.attribute for each in told_of(OF[kind])}
    private = {each for field in FIELDS[kind] if not field.public for each in field.attributes}
    public = {each for field in FIELDS[kind] if field.public for each in field.attributes}

    assert not told & private
    assert public - TOLD_OTHERWISE <= told


def test_contact_is_private():
    assert [field.name for field in FIELDS["person"] if not field.public] == ["contact", "unlisted"]
