"""The elements, attributes and styles of SVG that only draw."""

from __future__ import annotations

import re
from typing import Final

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
