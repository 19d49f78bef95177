"""The words of an event of a calendar: its description, its page, where it is, how to join."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from chaguan.authoring.yaml_text import Value
from chaguan.load.links import WebAddress
from chaguan.load.reading import Reading, Surroundings
from chaguan.model import Position
from chaguan.model.frozen import dataclass
from chaguan.source import Scalar

from .export import OldPlace
from .from_html import escaped, hard_lines, markdown
from .plain import clean, line, without_mail

_HTML: Final = re.compile(r"</?(?:p|br|a|b|i|u|ul|ol|li|div|span|strong|em|h[1-6]|html)\b[^>]*>", re.I)  # fmt: skip # noqa: E501
_TEMPLATE: Final = re.compile(
    r"#@?_[A-Z][A-Z0-9_]{2,}(?:\{[^{}]*\})?|\{/?(?:has|no|is|not)_[a-z_]+\}|%[A-Z_]{4,}%"
    r"|\[/?(?:et_pb|vc|fusion|av)_[a-z_]+[^\[\]]*\]"
)
"""What a plug-in would have filled in."""
_PAGE_LINE: Final = re.compile(
    r"^(?:Get up-to-date information at|Find more information here|For details,? click here"
    r"|Event page|Details|詳情|活動頁面)\s*[:：]\s*(https?://\S+)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_LED_ON: Final = re.compile(
    r"https?://www\.google\.com/url\?q=(https?[^\s\"'<>&]+)(?:&[^\s\"'<>]*)?"
)
"""How Google writes an address in a description, to count who follows it."""
_JOIN_LINE: Final = re.compile(
    r"^.*?(https?://[^\s<>]*(?:zoom\.us|meet\.google|teams\.|webex|jit\.si|whereby)[^\s<>]*).*$",
    re.MULTILINE,
)
_CALLS: Final = (
    *("zoom.us", "meet.google.com", "teams.microsoft.com", "teams.live.com", "webex.com"),
    *("meet.jit.si", "whereby.com", "gather.town", "bigbluebutton", "skype.com"),
)
SIGN_UP: Final = ("meetup.com", "lu.ma", "luma.com", "eventbrite.", "kktix.", "accupass.com")
"""Whose pages of events are where people say that they come."""
_NUMBER: Final = re.compile(r"\d")


def web(address: str) -> str:
    """A web address that a file may hold; empty for anything else."""
    address = clean(address).strip().strip("<>")
    reading = Reading("", Surroundings())
    read = WebAddress().read(Scalar(address, Position(""), is_quoted=True), "url", reading)
    return str(read) if read and not reading.problems else ""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of an event."""

    description: str
    page: str
    """Its page on the old platform."""
    online: str
    lost_mail: int = 0
    had_template: bool = False


def words_of(component: Any, calendar: str, is_markdown: bool) -> Words:
    """The description as Markdown, and the addresses that stand in it."""
    text = clean(str(component.get("DESCRIPTION") or ""))
    text, had_template = without_templates(text)
    text, lost = without_mail(text)
    page = web(str(component.get("URL") or ""))
    if found := _PAGE_LINE.search(text):
        page = page or web(found[1])
        text = _PAGE_LINE.sub("", text)
    text = _ADDRESS_KEPT.sub("", _LED_ON.sub(lambda found: unquote(found[1]), text))
    if page:
        text = re.sub(rf"^[ \t]*{re.escape(page)}[ \t]*$", "", text, flags=re.MULTILINE)
    if is_markdown and calendar and text.lstrip().split("\n", 1)[0].strip() == calendar:
        text = _MEETUPS_DATE.sub("", text.lstrip().partition("\n")[2])
    online = _conference(component)
    if not online and (call := _JOIN_LINE.search(text)):
        online = web(call[1].rstrip(").,;>"))
        if online:
            text = _JOIN_LINE.sub("", text, count=1)
    if not online:
        divided = re.split(r"^_{8,}\s*$", text, maxsplit=1, flags=re.MULTILINE)
        joined = re.search(r"(?i)join\b[^\n:]*:\s*(https?://\S+)", divided[1]) if divided[1:] else None  # fmt: skip # noqa: E501
        if joined and (online := web(joined[1])):
            text = divided[0] + divided[1].replace(joined.group(), "")
    text = re.sub(r"^_{8,}\s*$", "", text, flags=re.MULTILINE).strip()
    return Words(_as_markdown(text, is_markdown), page, online, lost, had_template)


_MEETUPS_DATE: Final = re.compile(
    r"\A\s*(?:[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}(?:, \d{4})? at \d{1,2}:\d{2} ?[AP]M"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日[^\n]{0,12}\d{1,2}:\d{2})[ \t]*\n"
)
"""The date that stands after the group's name; another field says it."""
_ADDRESS_KEPT: Final = re.compile(
    r"^Address:\s*\n\s*Check event page for more details\.?[ \t]*\n?", re.MULTILINE
)
"""Luma's lines where the street is for guests only."""


def _as_markdown(text: str, is_markdown: bool) -> str:
    text = re.sub(r"\n{3,}", "\n\n", text)
    if _HTML.search(text):
        if not re.search(r"(?i)<(?:p|br|div|li)\b", text):
            text = text.replace("\n", "<br>")
        return markdown(text)
    if is_markdown:
        return hard_lines(re.sub(r"^(\s*)\* ", r"\1- ", text, flags=re.MULTILINE))
    return escaped(text)


def without_templates(text: str) -> tuple[str, bool]:
    """Text without what a plug-in never filled in; a line that was only that goes."""
    if not _TEMPLATE.search(text):
        return text, False
    lines = []
    for each in text.split("\n"):
        plain = _TEMPLATE.sub("", each).strip(" ,:-|")
        if plain or not each.strip():
            lines.append(_TEMPLATE.sub("", each).strip(" ,") if _TEMPLATE.search(each) else each)
    return "\n".join(lines), True


def untemplated(title: str) -> str:
    """A title without what a plug-in never filled in."""
    return _TEMPLATE.sub("", title).strip()


def _conference(component: Any) -> str:
    for name in ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"):
        value = component.get(name)
        first = value[0] if isinstance(value, list) and value else value
        if first and (address := web(str(first))):
            return address
    return ""


def is_sign_up(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    return any(each in host for each in SIGN_UP)


def point_of(component: Any) -> tuple[float, float] | None:
    """GEO, unless it is the point in the sea that means none."""
    geo = component.get("GEO")
    try:
        latitude, longitude = float(geo.latitude), float(geo.longitude)
    except (AttributeError, TypeError, ValueError):
        return None
    if (latitude, longitude) == (0, 0) or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return latitude, longitude


_IS_A_CALL: Final = re.compile(
    r"(?i)(microsoft )?(teams|zoom|skype|webex|google meet|jitsi)([- ](meeting|call|besprechung))?"
    r"|online( event| meeting)?|virtual|線上(會議|活動)?|microsoft teams[^,]{0,20}|.{0,3}視訊會議"
)
"""What programs write for a place where there is only a call."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where an event is."""

    place: OldPlace | None = None
    location: dict[str, Value] | None = None
    online: str = ""


def where_of(
    component: Any,
    words: Words,
    places: tuple[OldPlace, ...],
    lose: Callable[..., None],
) -> Where:
    """The place of the community's that is meant, else what the calendar says."""
    text = without_templates(clean(str(component.get("LOCATION") or "")))[0]
    text = without_mail(text)[0]
    text = re.sub(r"\s*\n\s*", ", ", text.strip()).strip(" ,")
    point = point_of(component)
    if re.fullmatch(r"https?://\S+", text):
        address = web(text)
        host = urlsplit(address).hostname or ""
        if address and address != words.page and not is_sign_up(address):
            return Where(online=address)
        if any(each in host for each in _CALLS):
            return Where(online=address)
        lose("no_street")
        return Where()
    text = line(text)
    if words.online and _IS_A_CALL.fullmatch(text):
        return Where()
    if place := _place(text, point, places):
        return Where(place=place)
    if not text and point is None:
        return Where()
    return Where(location=_location(text, point))


def _place(
    text: str, point: tuple[float, float] | None, places: tuple[OldPlace, ...]
) -> OldPlace | None:
    folded = text.casefold()
    for place in places:
        for name in place.names:
            if name and (folded == name or re.match(rf"{re.escape(name)}\s*[(（,，]", folded)):
                return place
    if point is not None and not text:
        near = [each for each in places if each.geo and _is_near(each.geo, point)]
        return near[0] if len(near) == 1 else None
    return None


def _is_near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Within a house or two."""
    return abs(one[0] - other[0]) < 0.0005 and abs(one[1] - other[1]) < 0.0005


def _location(text: str, point: tuple[float, float] | None) -> dict[str, Value]:
    location: dict[str, Value] = {}
    if found := re.fullmatch(r"(.+?)\s*[(（](.+)[)）]", text):
        location = {"name": found[1], "address": found[2].strip()}
    elif text and not text[0].isdigit() and ("," in text or "，" in text):
        name, rest = re.split(r"[,，]\s*", text, maxsplit=1)
        location = {"name": name, "address": rest} if rest else {"name": name}
    elif text:
        location = {"name": text}
    if point is not None:
        location["geo"] = (round(point[0], 6), round(point[1], 6))
    return location
