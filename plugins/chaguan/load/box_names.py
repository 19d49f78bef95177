"""What programs call the boxes that they draw around a text, and which of the forge's each is."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

BOX_KINDS: Final = MappingProxyType(
    {
        name: kind
        for kind, names in {
            "NOTE": "note info abstract summary tldr todo example quote cite question help faq",
            "TIP": "tip hint success check done",
            "IMPORTANT": "important",
            "WARNING": "warning warn attention",
            "CAUTION": "caution danger error bug failure fail missing",
        }.items()
        for name in names.split()
    }
)
"""The forge's alert by a name in small letters (of HackMD, Docusaurus, Obsidian …)."""
FOLDED: Final = ("spoiler", "details")
"""Boxes that a reader opens."""
