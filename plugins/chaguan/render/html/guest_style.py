"""The style of our pages in the site of others: what stands on them, in that site's colours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

SCOPE: Final = ".cg-guest"
"""What is around all that a page of ours shows; around it stands the site's own frame."""
_COLOURS: Final = """\
.cg-guest {
  --cg-paper: var(--md-default-bg-color);
  --cg-sheet: var(--md-default-bg-color);
  --cg-ink: var(--md-typeset-color, var(--md-default-fg-color));
  --cg-ink-soft: color-mix(in srgb, var(--cg-ink) 78%, var(--cg-paper));
  --cg-line: var(--md-default-fg-color--lightest);
  --cg-tea: var(--md-typeset-a-color);
  --cg-tea-wash: color-mix(in srgb, var(--md-typeset-a-color) 9%, var(--cg-paper));
  --cg-persimmon: var(--md-typeset-a-color);
  --cg-persimmon-wash: var(--cg-tea-wash);
  --cg-shadow: var(--md-shadow-z1);
  --cg-radius: .2rem;
  --cg-serif: inherit;
  --cg-sans: inherit;
}
"""
"""Ours, by those of the theme's palette (Material, "Changing the colors")."""

_OF_THE_DOCUMENT: Final = ('[data-md-color-scheme="slate"]', ".cg-elsewhere")
"""What stands at its root: the reader's choice of colours, and that the clock is another."""

_LETTERS: Final = (":root, :lang(zh), :lang(en)", ":lang(zh-Hans)")
"""Where our fonts are chosen, which here are the site's; the document's root is in no scope."""


def guest_style(styles: Iterable[str]) -> str:
    """Our style sheets, for what is within our pages and nothing else (CSS Cascade 6, @scope).

    A selector in a scope begins within it, unless it names the scope itself: what the theme or
    a script says of the whole document does. A browser without scopes shows our pages in the
    theme's plain style.
    """
    inner = "\n".join(styles)
    for letters in _LETTERS:
        inner = inner.replace(f"{letters} {{", ":root {")
    for outside in _OF_THE_DOCUMENT:
        inner = inner.replace(f"{outside} ", f"{outside} :scope ")
        inner = inner.replace(f"{outside} :scope {{", f"{outside} {{")
    return f"{_COLOURS}@scope ({SCOPE}) {{\n{inner}\n}}\n"
