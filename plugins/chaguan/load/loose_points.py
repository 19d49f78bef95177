"""A point on the map in the ways that people and maps write it."""

from __future__ import annotations

import re
from typing import Final

from chaguan.source import Mapping, Node, Scalar, Sequence

from .other_words import plain

_NUMBER: Final = r"-?\d{1,3}(?:\.\d+)?"
_PAIR: Final = re.compile(rf"\[?\s*({_NUMBER})\s*[,，;；、\s]\s*({_NUMBER})\s*\]?")
_LETTERED: Final = re.compile(
    r"(?P<first>[NSEW北南東西东]?[^NSEW北南東西东,，]+?[NSEW北南東西东]?)[\s,，、]+"
    r"(?P<second>[NSEW北南東西东]?[^NSEW北南東西东,，]+?[NSEW北南東西东]?)"
)
_ANGLE: Final = re.compile(
    r"(?P<before>[NSEW北南東西东]?)(?:緯|經|纬|经)?\s*(?P<degrees>\d{1,3}(?:\.\d+)?)\s*[°度]?\s*"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s*['′’分]\s*)?"
    r"(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*(?:\"|″|”|''|秒)\s*)?(?P<after>[NSEW]?)"
)
_ON_A_MAP: Final = re.compile(rf"[@=/]({_NUMBER}),({_NUMBER})(?=\D|$)")
_NAMES: Final = (("lat", "latitude", "緯度", "y"), ("lng", "lon", "long", "longitude", "經度", "x"))


def meant_point(node: Node) -> str:
    """The point as files write it, `[22.99, 120.2]`; empty where it is not clear."""
    match node:
        case Mapping():
            values = {key.value.strip().casefold(): value for key, value in node.entries}
            found = tuple(
                value.value
                for names in _NAMES
                for name in names
                if isinstance(value := values.get(name), Scalar)
            )
            return _written(found)
        case Sequence():
            if not all(isinstance(item, Scalar) for item in node.items):
                return ""
            parts = [item.value for item in node.items if isinstance(item, Scalar)]
            pair = tuple(re.split("[,，、;]", parts[0])) if len(parts) == 1 else tuple(parts)
            return _written(tuple(plain(each) for each in pair)) if len(parts) in (1, 2) else ""
        case _:
            return _in_words(node.value)


def _in_words(line: str) -> str:
    if found := _ON_A_MAP.search(line) if "://" in line else None:
        return _written(found.groups())
    composed = plain(line)
    if found := _PAIR.fullmatch(composed):
        return _written(found.groups())
    if found := _LETTERED.fullmatch(composed):
        angles = [_ANGLE.fullmatch(found[name].strip()) for name in ("first", "second")]
        if angles[0] and angles[1]:
            return _of_angles(angles[0], angles[1])
    return ""


def _of_angles(*angles: re.Match[str]) -> str:
    """Degrees, minutes and seconds, each with the letter of its direction."""
    by_axis: dict[str, str] = {}
    for angle in angles:
        letter = (angle["before"] or angle["after"]).translate(str.maketrans("北南東西东", "NSEWE"))
        if not letter:
            return ""
        degrees = float(angle["degrees"]) + float(angle["minutes"] or 0) / 60
        degrees += float(angle["seconds"] or 0) / 3600
        by_axis["NS" if letter in "NS" else "EW"] = f"{-degrees if letter in 'SW' else degrees:.5f}"
    return _written((by_axis.get("NS", ""), by_axis.get("EW", "")))


def _written(pair: tuple[str, ...]) -> str:
    try:
        first, second = (float(each) for each in pair)
    except ValueError:
        return ""
    if abs(first) > 90 >= abs(second):  # nothing lies beyond a pole
        first, second = second, first
    if abs(first) > 90 or abs(second) > 180:
        return ""
    return f"[{first:.6g}, {second:.7g}]"
