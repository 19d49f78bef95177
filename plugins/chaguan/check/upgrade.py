"""What reads differently now than in an older Chaguan, file by file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from chaguan.load import Loaded
from chaguan.markdown.repairs import LONGEST
from chaguan.model import Problem, RecordId, notice
from chaguan.source import tangle

from .rules import texts

FROM: Final = ("0.1",)
"""The versions that are known here."""
SECTIONS: Final = frozenset({"campaigns", "digest", "embed", "offers", "planet", "pulse"})
"""Addresses at the top that a new section claims once there is something in it."""
BELOW_EVENTS: Final = frozenset({"calls", "month", "nearby", "online", "page", "past"})
"""Addresses below `/events/` that are the site's own."""
DIFFERENT: Final = ("TM111", "EV127", "MD")
"""Codes, or how they begin, of what an older Chaguan read without a word, and otherwise."""


def reads_differently(loaded: Loaded, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Everything in a content folder of 0.1 that means something else now, sorted.

    Zones of moved days, empty places, texts whose structure is another, addresses that are the
    site's now, and what subscribers will see.
    """
    different = (each for each in problems if each.code.startswith(DIFFERENT))
    found = (*different, *_addresses(loaded), *_subscribers(loaded), *_texts(loaded))
    return tuple(sorted(found, key=lambda problem: problem.order))


def _addresses(loaded: Loaded) -> Iterator[Problem]:
    community = loaded.community
    for page in community.pages:
        first = page.id.partition("/")[0]
        if first in SECTIONS:
            yield notice("CH121", page.position(), address=f"/{first}/")
    for _id, event in community.events.items():
        path = event.path.removeprefix("events/").removesuffix(".yml").partition("/")[0]
        if path in BELOW_EVENTS:
            yield notice("CH121", event.position(), address=f"/events/{path}/")
    for records in (community.places, community.people, community.groups, community.events):
        if (record := records.get(RecordId("none"))) is not None:
            yield notice("CH121", record.position(), address="none")


def _subscribers(loaded: Loaded) -> Iterator[Problem]:
    if loaded.community.events:
        yield notice("CH122", loaded.community.settings.position())


def _texts(loaded: Loaded) -> Iterator[Problem]:
    """Texts that stand on the page in another structure: a list where there was a paragraph."""
    from chaguan.markdown.differences import since_the_first  # parsers, which this alone asks

    for piece in texts(loaded.community):
        if not 0 < len(piece.text) <= LONGEST or tangle(piece.text) is not None:
            continue
        changed = since_the_first(piece.text)
        if changed is not None:
            before, now = changed
            words = re.sub(r"<[^>]*>", " ", before).split()
            at = piece.text.find(words[0]) if words else 0
            yield notice("CH125", piece.at(max(at, 0)), before=before or "–", now=now or "–")
