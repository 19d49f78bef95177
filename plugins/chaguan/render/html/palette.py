"""The colours of our pages: a town's own, light and dark, from the one colour that it names.

Hue and strength are the town's; how light each colour is follows from what is written in it and
on what, so that text can always be read (WCAG 2.2, 1.4.3: 4.5 to 1). The steps are made in OKLCH
(Ottosson, "A perceptual color space for image processing", 2020), in which equal lightness looks
equally light, whatever the hue. In the site of others the colours are that site's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from coloraide import Color


READABLE: Final = 4.6
"""Contrast between words and what is behind them: above WCAG's 4.5, since bytes are rounded."""
STRONG: Final = 8.0
"""Contrast of running text."""
PERSIMMON: Final = "#ab4119"
PAPERS: Final = ("#faf5ea", "#1c1916")
"""The colours of the style sheet, for a town that names none."""
STEPS: Final = 14
"""Halvings of the interval in which a lightness is looked for; far finer than a byte of colour."""
APART: Final = 50
"""Degrees of hue by which the second colour must differ from the first to be told from it."""
WARM: Final = 42
COOL: Final = 210
"""Hues of the second colour: a persimmon's, or a teal where the town itself is warm."""


@cache
def palette(seed: str) -> Mapping[str, Mapping[str, str]]:
    """The colours of `light` and `dark` by the name of their CSS property, each `#rrggbb`.

    `seed` is a colour as `#rrggbb`.
    """
    colour = _parsed(seed).convert("oklch")
    hue, chroma = colour["hue"], float(colour["chroma"])
    if chroma < 0.02:  # greys have no hue that anybody means
        hue = 80
    hue = float(hue)
    second = COOL if abs((hue - WARM + 180) % 360 - 180) < APART else WARM
    return {
        "light": _scheme(hue, chroma, second, is_dark=False),
        "dark": _scheme(hue, chroma, second, is_dark=True),
    }


def style(seed: str) -> str:
    """The colours as CSS that stands behind our own style sheets, the posters' too."""
    schemes = palette(seed)
    light, dark = (_rules(schemes[name]) for name in ("light", "dark"))
    poster = f"--persimmon: {accent(seed)};"
    return f':root {{ {light} {poster} }}\n[data-md-color-scheme="slate"] {{ {dark} }}\n'


def accent(seed: str) -> str:
    """The ink of seals, cards and posters; persimmon where a town names no colour."""
    return palette(seed)["light"]["--cg-tea"] if seed else PERSIMMON


def papers(seed: str) -> tuple[str, str]:
    """What is behind everything, light and dark, which a phone draws its own frame in."""
    if not seed:
        return PAPERS
    schemes = palette(seed)
    return schemes["light"]["--cg-paper"], schemes["dark"]["--cg-paper"]


def contrast(one: str, other: str) -> float:
    """How far two colours `#rrggbb` are apart in lightness, 1 to 21 (WCAG 2.2, contrast ratio)."""
    return float(_parsed(one).contrast(other))


def _scheme(hue: float, chroma: float, second: float, *, is_dark: bool) -> Mapping[str, str]:
    tint = min(chroma, 0.1)
    if is_dark:
        paper, sheet = _colour(0.215, tint * 0.09, hue), _colour(0.255, tint * 0.1, hue)
        line, wash = _colour(0.335, tint * 0.18, hue), _colour(0.315, tint * 0.4, hue)
        second_wash = _colour(0.31, 0.05, second)
    else:
        paper, sheet = _colour(0.972, tint * 0.12, hue), _colour(0.993, tint * 0.05, hue)
        line, wash = _colour(0.88, tint * 0.25, hue), _colour(0.935, tint * 0.35, hue)
        second_wash = _colour(0.925, 0.035, second)
    mark = _parsed(line).mix(sheet, 0.4, space="srgb").to_string(hex=True)
    papers = (paper, sheet)
    written_on = (*papers, wash, second_wash, line)
    return {
        "--cg-paper": paper,
        "--cg-sheet": sheet,
        "--cg-line": line,
        "--cg-ink": _readable(tint * 0.15, hue, written_on, STRONG, is_dark),
        "--cg-ink-soft": _readable(tint * 0.2, hue, (*papers, mark, line), READABLE, is_dark),
        "--cg-tea": _readable(min(chroma, 0.15), hue, (*papers, wash), READABLE, is_dark),
        "--cg-tea-wash": wash,
        "--cg-persimmon": _readable(0.14, second, (*papers, second_wash), READABLE, is_dark),
        "--cg-persimmon-wash": second_wash,
    }


def _readable(
    chroma: float, hue: float, behind: Iterable[str], wanted: float, is_dark: bool
) -> str:
    """The colour of a hue that is nearest to what is behind it and still `wanted` apart."""
    near, far = (0.5, 1.0) if is_dark else (0.75, 0.0)
    backgrounds = tuple(behind)
    for _ in range(STEPS):
        middle = (near + far) / 2
        made = _colour(middle, chroma, hue)
        if all(contrast(made, each) >= wanted for each in backgrounds):
            far = middle
        else:
            near = middle
    return _colour(far, chroma, hue)


def _colour(lightness: float, chroma: float, hue: float) -> str:
    made = _parsed("oklch", [lightness, chroma, hue]).convert("srgb").fit(method="oklch-chroma")
    return str(made.to_string(hex=True))


def _rules(colours: Mapping[str, str]) -> str:
    return " ".join(f"{name}: {colour};" for name, colour in colours.items())


def _parsed(*of: Any) -> Color:
    from coloraide import Color  # takes long to import, and most towns name no colour

    return Color(*of)


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
