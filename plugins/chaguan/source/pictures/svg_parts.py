"""What of SVG only draws, and how much: a few lines of it can keep a browser busy for hours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from chaguan.source.published_types import DRAWING_DEPTH

ELEMENTS: Final = frozenset(
    "svg g defs symbol use title desc style path rect circle ellipse line polyline polygon text"
    " tspan textPath linearGradient radialGradient stop clipPath mask pattern marker filter"
    " feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB"
    " feFuncG feFuncR feGaussianBlur feMerge feMergeNode feOffset".split()
)
QUIETLY_DROPPED: Final = frozenset({"metadata", "view", "cursor", "font", "glyph"})
"""What nobody sees missing."""
ATTRIBUTES: Final = frozenset(
    "id class role aria-label aria-hidden lang x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points"
    " width height viewBox preserveAspectRatio transform transform-origin pathLength dx dy rotate"
    " textLength lengthAdjust startOffset side method spacing gradientUnits gradientTransform"
    " spreadMethod offset patternUnits patternContentUnits patternTransform clipPathUnits maskUnits"
    " maskContentUnits markerUnits markerWidth markerHeight refX refY orient filterUnits"
    " primitiveUnits in in2 result mode values type operator k1 k2 k3 k4 stdDeviation edgeMode"
    " slope intercept amplitude exponent tableValues clip-path clip-rule mask mask-type filter fill"
    " fill-opacity fill-rule stroke stroke-dasharray stroke-dashoffset stroke-linecap"
    " stroke-linejoin stroke-miterlimit stroke-opacity stroke-width opacity color stop-color"
    " stop-opacity flood-color flood-opacity marker-start marker-mid marker-end paint-order display"
    " visibility overflow shape-rendering text-rendering image-rendering color-interpolation"
    " color-interpolation-filters vector-effect font-family font-size font-stretch font-style"
    " font-variant font-weight letter-spacing word-spacing text-anchor text-decoration"
    " dominant-baseline alignment-baseline baseline-shift writing-mode direction unicode-bidi"
    " version enable-background".split()
)
_FUNCTIONS: Final = frozenset(
    "rgb rgba hsl hsla hwb lab lch oklab oklch translate translatex translatey scale scalex scaley"
    " rotate skewx skewy matrix calc min max clamp blur drop-shadow".split()
)
"""What may be called in a value: nothing that asks for another file."""
_CALL: Final = re.compile(r"(?<![\w-])([\w-]+)\s*\(")
"""From the beginning of a word only, else a long one is read again from each of its letters."""
_LOCAL_URL: Final = re.compile(r"url\(\s*(['\"]?)#[\w.:-]+\1\s*\)", re.IGNORECASE)
_PAINT: Final = re.compile(r"url\(\s*['\"]?#([\w.:-]+)", re.IGNORECASE)
_LOCAL: Final = re.compile(r"#([\w.:-]+)")
_BLUR: Final = re.compile(r"(?:blur|drop-shadow)\s*\(", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+\.?\d*|\.\d+")
_BLURS: Final = frozenset({"feGaussianBlur", "feDropShadow"})
_DEFINITIONS: Final = frozenset(
    "clipPath filter linearGradient marker mask pattern radialGradient symbol".split()
)
"""What is drawn only where something refers to it."""
_BLUR_COST: Final = 300
_FILTER_COST: Final = 50
_MASK_COST: Final = 50


def is_plain_value(value: str) -> bool:
    """Whether an attribute's value points at nothing outside its own file."""
    return _is_plain(_LOCAL_URL.sub("", value))


def is_plain_style(css: str) -> bool:
    """Whether CSS only draws: no rules with `@`, no escapes, no other file.

    A style sheet may not even blur or point into its own file: nobody can tell how often.
    """
    if "{" in css:
        return not re.search(r"[@<]|(?i:blur|drop-shadow)\s*\(", css) and _is_plain(css)
    without = _LOCAL_URL.sub("", css)
    return not re.search(r"[@<]", without) and _is_plain(without)


def _is_plain(value: str) -> bool:
    return "\\" not in value and all(
        called.lower() in _FUNCTIONS for called in _CALL.findall(value)
    )


class TooMuchError(ValueError):
    """The drawing refers to itself, or so deeply that nobody can tell what there is to draw."""


@dataclass(slots=True)
class _Part:
    """An element, as far as it matters for how much there is to draw."""

    name: str
    own: int
    uses: tuple[str, ...]
    corners: str
    """Where its corners are, at which markers stand."""
    children: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """The elements of a drawing, in order."""

    every: list[_Part] = field(default_factory=list)
    by_id: dict[str, int] = field(default_factory=dict)
    at_corners: set[str] = field(default_factory=set)
    """The ids of markers that may stand at every corner."""
    at_ends: set[str] = field(default_factory=set)

    def add(self, name: str, attributes: Mapping[str, str], parent: int | None) -> int:
        """One element more; returns its number."""
        number = len(self.every)
        self.every.append(
            _Part(
                name,
                _own(name, attributes),
                tuple(self._uses(attributes)),
                attributes.get("d") or attributes.get("points") or "",
            )
        )
        if "id" in attributes:
            self.by_id.setdefault(attributes["id"], number)
        if parent is not None:
            self.every[parent].children.append(number)
        return number

    def _uses(self, attributes: Mapping[str, str]) -> Iterator[str]:
        for name, value in attributes.items():
            found = _LOCAL.findall(value) if name == "href" else _PAINT.findall(value)
            if name in ("marker-start", "marker-end"):
                self.at_ends.update(found)
            elif name == "marker-mid" or (name == "style" and "marker" in value.lower()):
                self.at_corners.update(found)
            else:
                yield from found

    @property
    def cost(self) -> int:
        """How many plain shapes a browser could draw instead; each as often as it is used.

        Raises TooMuchError.
        """
        plain = _Sum(self, 0, 0)
        at_corner, at_end = (
            max((plain.of(self.by_id[id]) for id in ids if id in self.by_id), default=0)
            for ids in (self.at_corners, self.at_ends)
        )
        return _Sum(self, at_corner, at_end).of(0)


def _own(name: str, attributes: Mapping[str, str]) -> int:
    own = 1 + _BLUR_COST * len(_BLUR.findall(attributes.get("style", "")))
    own += _BLUR_COST * len(_BLUR.findall(attributes.get("filter", "")))
    if "mask" in attributes or "mask" in attributes.get("style", ""):
        own += _MASK_COST
    if name in _BLURS:
        return own + _BLUR_COST
    return own + _FILTER_COST if name.startswith("fe") else own


class _Sum:
    """The cost of elements, where a marker at each corner or end costs so much."""

    def __init__(self, parts: Parts, at_corner: int, at_end: int) -> None:
        self._parts, self._at_corner, self._at_end = parts, at_corner, at_end
        self._known: dict[int, int] = {}
        self._on_the_way: set[int] = set()

    def of(self, number: int, depth: int = 0) -> int:
        if number in self._known:
            return self._known[number]
        if number in self._on_the_way or depth > 3 * DRAWING_DEPTH:
            raise TooMuchError
        self._on_the_way.add(number)
        part, by_id = self._parts.every[number], self._parts.by_id
        cost = part.own + self._markers(part)
        cost += sum(self.of(by_id[each], depth + 1) for each in part.uses if each in by_id)
        for child in part.children:
            is_drawn = self._parts.every[child].name not in _DEFINITIONS
            cost += self.of(child, depth + 1) if is_drawn else self._size(child)
        self._on_the_way.discard(number)
        self._known[number] = cost
        return cost

    def _markers(self, part: _Part) -> int:
        cost = 2 * self._at_end if part.corners or part.name == "line" else 0
        if self._at_corner and part.corners:
            cost += self._at_corner * len(_NUMBER.findall(part.corners))
        return cost

    def _size(self, number: int) -> int:
        """How many elements there are, whatever they cost."""
        return 1 + sum(map(self._size, self._parts.every[number].children))
