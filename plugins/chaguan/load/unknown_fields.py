"""Keys that are no fields: which was meant, what else people call it, and what YAML made of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches
from functools import cache
from typing import Final

from chaguan.source import Mapping, Node, Scalar, half_width

from .loose_times import meaning, written
from .reading import Reading, near

_NAMES_OF_FILES: Final = frozenset({"slug", "permalink", "id", "filename"})
_SIDES: Final = dict.fromkeys(("lat", "latitude", "緯度"), "lat") | dict.fromkeys(
    ("lng", "lon", "long", "longitude", "經度"), "lon"
)
_NUMBER: Final = re.compile(r"-?\d{1,3}(?:\.\d+)?")
_STRAY: Final = re.compile(r"(?:^|\s)(?P<key>[\w-]+)\s*(?P<colon>[:：])")

_ALSO_CALLED: Final = {
    "title": "name subject headline heading event topic 標題 题目 題目 主題 名稱 活動名稱"
    " 活動 篇名 标题 名称",
    "name": "title nickname who 名字 姓名 名稱 暱稱 稱呼 名称",
    "date": "published publishdate pubdate day created posted start when time datetime"
    " 日期 發布日期 發表日期 時間 发布日期",
    "start": "date time when begin begins begin-time from starts start-time starttime"
    " startdate start-date"
    " dtstart datetime day 時間 日期 開始 開始時間 開始日期 活動時間 活動日期 时间 开始",
    "end": "until to ends finish end-time endtime enddate end-date dtend duration 結束"
    " 結束時間 結束日期 结束",
    "place": "venue where place-id 地點 場地 地方 场地 地点",
    "places": "venues 地點",
    "location": "address venue-name 地址",
    "hosts": "host organizer organizers organiser organisers organized-by by leader"
    " leaders contact-person"
    " 主持人 主辦 主辦人 主辦單位 負責人 帶領人 發起人 主揪",
    "speakers": "speaker presenter presenters lecturer teacher teachers talk-by 講者 主講"
    " 主講人 老師 講師 讲者",
    "authors": "author by writer writers written-by creator 作者 撰文 文 筆者",
    "groups": "group team teams organization 社團 小組 群組",
    "scenes": "scene situation situations occasions 場景 情境",
    "tags": "tag category categories keyword keywords labels label topics hashtag"
    " hashtags 標籤 分類 關鍵字 标签 分类",
    "description": "desc details detail content body text about info notes 說明 內容 描述 介紹"
    " 詳情 活動內容 说明",
    "summary": "description desc excerpt abstract intro lead subtitle teaser 摘要 簡介 副標題 前言",
    "about": "description desc bio intro content 介紹 簡介 說明 關於",
    "bio": "about description intro biography profile 簡介 自介 自我介紹 介紹",
    "cost": "free price fee fees ticket tickets admission 費用 票價 價格 價錢 收費 报名费 費用說明",
    "capacity": "seats limit max max-people places-left 人數 名額 名额 人數上限",
    "signup": "register registration rsvp registration-url sign-up booking form 報名"
    " 報名網址 報名連結 报名 url link website",
    "online": "meeting call zoom meet stream livestream 線上 直播 視訊連結 url link",
    "kind": "type category sort format 類型 種類 类型 形式",
    "status": "state cancelled canceled postponed 取消 延期 狀態 状态",
    "repeat": "recurrence recurring rrule frequency repeats 重複 週期 重复",
    "image": "picture photo cover img thumbnail banner poster featured-image hero 圖片"
    " 照片 封面 圖 图片",
    "image_alt": "alt image-description alt-text caption imagealt 圖說 圖片說明 替代文字",
    "avatar": "photo picture image portrait pic headshot 頭像 照片 大頭照",
    "recordings": "recording video videos 錄影 影片",
    "licence": "license copyright rights 授權 版權",
    "draft": "unpublished hidden 草稿",
    "pin": "pinned sticky featured 置頂",
    "updated": "modified lastmod last-modified last-updated edited 更新 更新日期 修改日期",
    "aliases": "redirect redirects redirect-from alias 舊網址",
    "contact": "email mail e-mail phone tel telephone line 信箱 電話 聯絡方式 電子郵件",
    "links": "link website websites homepage url social sites blog web 連結 網站 網址",
    "joined": "since member-since 加入 加入日期",
    "address": "street 地址 住址",
    "city": "town 城市 鄉鎮",
    "country": "nation 國家 国家",
    "geo": "lat latitude 緯度 lng lon long longitude 經度"
    " coordinates coordinate gps latlng lat-lng position map 座標 經緯度 坐标",
    "hours": "opening-hours open opening times 營業時間 開放時間",
    "people": "person owner owners keeper keepers run-by 人 店主 負責人",
    "members": "member people team 成員 成员",
    "languages": "language lang locales 語言 语言",
    "timezone": "tz zone time-zone 時區 时区",
    "every": "frequency freq each 每",
    "interval": "step 間隔",
    "on": "days weekday weekdays byday day 星期 週幾",
    "until": "end ends to till deadline last 截止 到 直到 結束 報名截止 deadline-date",
    "except": "exceptions skip exclude exdate not-on 除外 停一次 不辦",
    "url": "link address href website 網址 連結 链接",
    "uid": "uuid guid",
}  # fmt: skip
"""By the field that is meant; which fields there are decides who of several is."""


def report_unknown(
    unknown: list[tuple[Scalar, Node]],
    mapping: Mapping,
    known: tuple[str, ...],
    required: tuple[str, ...],
    reading: Reading,
) -> set[str]:
    """Report keys that are no fields; returns the fields that were meant."""
    written_here = set(mapping.keys()) & set(known)
    guesses: dict[str, tuple[Scalar, Node]] = {}
    for key, node in unknown:
        guess = meant_field(key.value, known, written_here)
        if guess in guesses and _is_one(guess, guesses[guess], (key, node), reading):
            continue
        if guess:
            guesses.setdefault(guess, (key, node))
            reading.error("FD101", key.position, key=key.value, near=guess)
        elif key.value.casefold() in _NAMES_OF_FILES:
            reading.warning("FD128", key.position, key=key.value)
        elif guess := near(key.value, [each for each in known if each not in written_here]):
            guesses.setdefault(guess, (key, node))
            reading.error("FD101", key.position, key=key.value, near=guess)
        else:
            close = meant_fields(key.value, known) or get_close_matches(
                key.value, known, n=3, cutoff=0.5
            )
            shown = tuple(close) or required or known[:3]
            reading.warning("FD102", key.position, key=key.value, known=shown)
    return set(guesses)


def _is_one(
    field: str, first: tuple[Scalar, Node], second: tuple[Scalar, Node], reading: Reading
) -> bool:
    """Report `date:` and `time:`, `lat:` and `lng:` that are one field here, instead of each."""
    (key, one), (other, two) = first, second
    if not (isinstance(one, Scalar) and isinstance(two, Scalar)):
        return False
    value = _point(key, one, other, two) if field == "geo" else _moment(one, two)
    if not value:
        return False
    reading.problems[:] = [
        each for each in reading.problems if (each.code, each.position) != ("FD101", key.position)
    ]
    values = {"key": key.value, "other": other.value, "line": other.position.line}
    reading.error("FD127", key.position, field=field, fix=f"{field}: {value}", **values)
    return True


def _moment(day: Scalar, clock: Scalar) -> str:
    found = meaning(f"{day.value} {clock.value}")
    if found is None or len(found.starts) != 1 or not found.is_complete or found.weekday:
        return ""
    return written(found.starts[0])


def _point(key: Scalar, one: Scalar, other: Scalar, two: Scalar) -> str:
    """Two numbers as a latitude and a longitude; empty where it is not said which is which."""
    named = {
        _SIDES.get(each.value.casefold()): value.value for each, value in ((key, one), (other, two))
    }
    if not {"lat", "lon"} <= named.keys() or not all(map(_NUMBER.fullmatch, named.values())):
        return ""
    return f"[{named['lat']}, {named['lon']}]"


def report_stray(node: Scalar, known: Collection[str], reading: Reading) -> None:
    """Report a line that YAML took for the end of the value above it: `until：2027-06-30`."""
    for found in _STRAY.finditer(node.value) if not node.is_quoted else ():
        if found["key"] in known and found.start():
            position = node.at(found.start("key"))
            if position.line > node.position.line:
                line = node.written.split("\n")[position.line - node.position.line].strip()
                if (meant := half_width(line)) is not None:
                    values = {"character": meant.character, "wanted": meant.wanted}
                    reading.error("KB101", position, fix=meant.line, **values)


def meant_field(key: str, fields: Collection[str], present: Collection[str]) -> str:
    """The one of `fields` that goes by the name `key`; empty where none or several do.

    A field that is `present` already is not meant once more.
    """
    bare = _bare(key)
    for field in fields:
        if _bare(field) == bare:
            return field
    meant = [each for each in _by_name().get(bare, ()) if each in fields and each not in present]
    if len(meant) > 1:
        meant = [each for each in meant if each.startswith(bare)]
    return meant[0] if len(meant) == 1 else ""


def meant_fields(key: str, fields: Collection[str]) -> tuple[str, ...]:
    """All of `fields` that may go by the name `key`."""
    return tuple(each for each in _by_name().get(_bare(key), ()) if each in fields)


def _bare(key: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", key)).casefold()


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for field, names in _ALSO_CALLED.items():
        for name in names.split():
            found.setdefault(_bare(name), []).append(field)
    return {name: tuple(dict.fromkeys(fields)) for name, fields in found.items()}
