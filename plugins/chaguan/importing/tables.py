"""Tables: CSV of any dialect and of the encodings that Excel writes, one event a row."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from chaguan.authoring.yaml_text import Value
from chaguan.model.frozen import dataclass

from .csv_rows import decoded, dialect_of, rows_of
from .export import Asked, Export, NotAnExportError, OldEvent
from .from_html import escaped
from .ics_words import web, where_of, words_of
from .plain import clean, clock_text, line, tags_of, without_mail
from .table_dates import (
    AmbiguousError,
    UnclearError,
    day_of,
    on_the_clock,
    times_of,
    told_by_others,
)

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(words.split("|"))
    for name, words in {
        "title": "title|name|event|event name|summary|subject|titel|veranstaltung|titre|título"
        "|名稱|標題|活動|活動名稱|主題|名称|标题",
        "start": "start|start date|begin|starts|starts at|from|date|day|datetime|date/time|when"
        "|datum|beginn|startdatum|fecha|inicio"
        "|日期|開始|開始日期|活動日期|开始|开始日期|日子",
        "time": "time|hour|hours|start time|clock|uhrzeit|beginn|heure|hora"
        "|時間|时间|活動時間|時段|開始時間|开始时间",
        "end": "end|end date|ends|ends at|to|until|end time|ende|enddatum|fin"
        "|結束|結束日期|結束時間|结束|截止",
        "until": "end time|結束時間|结束时间",
        "location": "location|place|venue|where|address|ort|veranstaltungsort|lieu|lugar"
        "|地點|地点|場地|场地|地址|場所",
        "description": "description|details|notes|note|about|text|beschreibung|descripción"
        "|說明|内容|內容|簡介|備註|描述",
        "tags": "tags|tag|category|categories|type|標籤|标签|類別|分類|类别",
        "hosts": "host|hosts|organizer|organiser|who|主辦|主辦人|主持|主持人|帶領|主办",
        "cost": "cost|price|fee|費用|费用|票價",
        "capacity": "capacity|limit|places|seats|名額|人數|人数",
        "signup": "url|link|website|registration|sign up|signup|網址|連結|报名|報名|報名連結",
        "status": "status|狀態|状态",
        "all_day": "all day event|all day|all-day|allday|ganztägig|全天|整天|全天活動",
        "private": "private|privat|私人|不公開|非公開",
    }.items()
}
"""What people write above a column, by the field it fills."""
YES: Final = frozenset({"true", "yes", "1", "x", "ja", "wahr", "是", "真"})
CANCELLED: Final = ("cancelled", "canceled", "取消", "已取消")
SHOWN: Final = 3
"""Rows that are shown with the question whether they are read rightly."""
MOST: Final = 20_000


def looks_like_one(head: bytes) -> bool:
    """Whether some bytes begin a table whose name does not say so."""
    try:
        text = head.decode("utf-8-sig", "ignore")
    except ValueError:
        return False
    lines = text.split("\n", 3)[:3]
    return "\0" not in text and len(lines) > 1 and all(
        any(mark in each for mark in ",;\t") for each in lines if each.strip()
    ) and bool(_columns(next(csv.reader([lines[0]], dialect_of(text)), [])))  # fmt: skip


def _plain(heading: str) -> str:
    folded = unicodedata.normalize("NFKC", clean(heading)).casefold()
    return re.sub(r"\s*[(（\[].*$", "", folded).strip(" *:：_#").replace("_", " ")


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Which column fills which field, the first that fits."""
    headings = [_plain(each) for each in head]
    found: dict[str, int] = {}
    for name, words in HEADINGS.items():
        for word in words:
            at = next((n for n, each in enumerate(headings) if each == word and n not in found.values()), None)  # fmt: skip # noqa: E501
            if at is not None:
                found[name] = at
                break
    return found


def _stated(head: Sequence[str], said: Mapping[str, str]) -> dict[str, int]:
    """The columns that a person named, by heading or by number from 1."""
    found = {}
    for name, column in said.items():
        at = next((n for n, each in enumerate(head) if each.strip() == column.strip()), None)
        if at is None and column.isdigit() and 1 <= int(column) <= len(head):
            at = int(column) - 1
        if at is None or name not in HEADINGS:
            raise NotAnExportError("no_column", name=name, column=column, known=", ".join(HEADINGS))
        found[name] = at
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: Mapping[str, str]


def read(path: Path, shown: str, asked: Asked) -> Export:
    """What the table at `path` holds. Raises NotAnExportError."""
    try:
        rows = rows_of(decoded(path.read_bytes(), shown))
    except csv.Error as failure:
        raise NotAnExportError("broken_csv", path=shown, reason=failure) from failure
    if len(rows) < 2:
        raise NotAnExportError("empty_table", path=shown)
    if len(rows) > MOST:
        raise NotAnExportError("too_many", path=shown, most=MOST)
    head, *body = rows
    columns = _columns(head) | _stated(head, asked.columns)
    if "start" not in columns and "time" in columns:
        columns["start"] = columns.pop("time")
    for needed in ("title", "start"):
        if needed not in columns:
            raise NotAnExportError("no_heading", path=shown, field=needed, seen=", ".join(head))
    export = Export(kind="csv", name=path.stem, origin=f"csv {shown.rpartition('/')[2]}")
    lines = [
        _Row(
            number, {name: clean(row[at]).strip() for name, at in columns.items() if at < len(row)}
        )
        for number, row in enumerate(body, 2)
    ]
    for number, heading in enumerate(head):
        if number not in columns.values() and heading.strip():
            export.lose(shown, "column", name=line(heading))
    day_first = asked.day_first
    if day_first is None:
        day_first = told_by_others(each.cells.get("start", "") for each in lines)
    for each in lines:
        _add(each, export, asked, day_first, shown)
    export.reading = tuple(_reading(head, columns, export.events[:SHOWN]))
    if not export.events:
        if unclear := [each for each in export.losses if each.subject == "ambiguous_date"]:
            seen = str(unclear[0].values.get("seen", ""))
            raise NotAnExportError("two_days", path=shown, seen=seen)
        raise NotAnExportError("no_rows", path=shown, first=_first(export))
    return export


def _first(export: Export) -> str:
    return str(export.losses[0].values.get("seen", "")) if export.losses else ""


def _add(row: _Row, export: Export, asked: Asked, day_first: bool | None, shown: str) -> None:
    zone = asked.stated_zone or asked.zone
    cells = {name: on_the_clock(cell, zone) for name, cell in row.cells.items()}
    title = line(without_mail(cells.get("title", ""))[0])
    where = f"{shown}:{row.number}"
    if cells.get("private", "").casefold() in YES:
        export.lose(where, "not_public", status=f"private: {cells['private']}")
        return
    if not title:
        export.lose(where, "row_without_title")
        return
    said = cells.get("start", "")
    try:
        day, rest = day_of(said, day_first)
        begins, ends = times_of(cells.get("time") or rest)
        closes = f"{cells.get('end', '')} {cells.get('until', '')}".strip()
        last, ends = _end(closes, day, ends, day_first)
        if cells.get("all_day", "").casefold() in YES:
            begins = ends = None
    except AmbiguousError as failure:
        export.lose(where, "ambiguous_date", title=title, seen=failure.args[0])
        return
    except UnclearError as failure:
        export.lose(where, "unclear_date", title=title, seen=failure.args[0] or said)
        return
    values: dict[str, Value] = {}
    start: date | datetime = day if begins is None else datetime.combine(day, begins)
    if begins is not None and ends is not None:
        closing = datetime.combine(last or day, ends)
        if closing <= datetime.combine(day, begins) and last is None:
            closing += timedelta(days=1)
        values["end"] = clock_text(closing)
    elif begins is None and last is not None and last > day:
        values["end"] = last.isoformat()
    if begins is not None and zone.key != asked.zone.key:
        values["timezone"] = zone.key
    _fill(values, row, export, asked, where)
    hosts = tuple(name for each in re.split("[,，、;；/&]", cells.get("hosts", ""))
                  if (name := line(without_mail(each)[0])))  # fmt: skip
    key = f"{title} {clock_text(start)}"
    export.events.append(
        OldEvent(key=key, where=where, title=title, start=start, values=values, hosts=hosts)
    )


def _end(
    text: str, day: date, ends: time | None, day_first: bool | None
) -> tuple[date | None, time | None]:
    if not text:
        return None, ends
    try:
        last, rest = day_of(text, day_first)
    except UnclearError:
        return None, times_of(text)[0] or ends
    return last, times_of(rest)[0] or ends


def _fill(values: dict[str, Value], row: _Row, export: Export, asked: Asked, where: str) -> None:
    """The fields that need no reading of dates."""
    cells = row.cells
    event = {"LOCATION": cells.get("location", ""), "DESCRIPTION": ""}
    place = where_of(
        event, words_of(event, "", False), asked.places, lambda *a, **k: export.lose(where, *a, **k)
    )
    if place.place is not None:
        values["place"] = place.place.id
    elif place.location:
        values["location"] = place.location
    if place.online:
        values["online"] = place.online
    words, lost = without_mail(cells.get("description", ""))
    if lost:
        export.lose(where, "mail", number=lost)
    if words.strip() and words.strip() not in ("-", "–", "?"):
        values["description"] = escaped(words)
    if tags := tags_of([cells.get("tags", "")]):
        values["tags"] = tags[:30]
    if cost := line(cells.get("cost", "")):
        values["cost"] = cost
    if (number := re.fullmatch(r"\D*(\d{1,6})\D*", cells.get("capacity", ""))) and int(number[1]):
        values["capacity"] = int(number[1])
    if address := web(cells.get("signup", "")):
        values["signup"] = {"url": address}
    if cells.get("status", "").casefold() in CANCELLED:
        values["status"] = "cancelled"


def _reading(head: Sequence[str], columns: Mapping[str, int], events: Sequence[OldEvent]) -> list[str]:  # fmt: skip # noqa: E501
    """The columns and the first rows, as they were read."""
    lines = [
        f"{line(head[at])} → {name}" for name, at in sorted(columns.items(), key=lambda e: e[1])
    ]
    for each in events:
        told = [f"start: {clock_text(each.start)}"]
        told += [f"{name}: {value}" for name, value in each.values.items()]
        lines.append(f"{each.title} | {' | '.join(told)}"[:200])
    return lines
