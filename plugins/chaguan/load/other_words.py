"""What people write for a value that has one spelling here: words, numbers, countries, licences."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_WRAPPED: Final = re.compile(
    r"(?P<mark>[“”\"'‘’「『【［〔（(\[<《〈])(?P<inside>[^“”\"'「」『』【】［］\[\]]+)[“”\"'‘’」』】］〕）)\]>》〉]"
)
_WORDS: Final = {
    "confirmed": "確定 確認 已確定 已確認 照常 照常舉行 如期舉行 正常 确定 确认"
    " confirm yes ok on scheduled",
    "tentative": "暫定 未定 待定 待確認 可能 尚未確定 草案 maybe provisional tbc tbd 暂定",
    "postponed": "延期 順延 改期 延後 暫緩 postpone delayed rescheduled deferred 顺延",
    "cancelled": "取消 已取消 停辦 停止 不辦 不辦了 中止 canceled cancel called-off 停办",
    "day": "日 天 每日 每天 days daily everyday",
    "week": "週 周 每週 每周 星期 每星期 禮拜 每個禮拜 weeks weekly",
    "month": "月 每月 每個月 个月 months monthly",
    "year": "年 每年 years yearly annually annual",
    "true": "是 對 好 真 有 開 y on 1 t ture treu ja oui si √ ✓ ✔ 要",
    "false": "否 不 不是 假 沒有 無 n off 0 f flase fasle 不要",
}
"""By the value that files take; words in Chinese, English and a few slips of the finger."""
_LICENCE: Final = re.compile(
    r"cc[ -]?(?P<kind>by(?:[ -]?(?:nc|nd|sa))*)[ -]?(?P<version>[1-4]\.0)?"
)
_COUNTRIES: Final = {
    "TW": "taiwan 台灣 臺灣 台湾 twn roc 中華民國 formosa",
    "JP": "japan 日本 jpn nippon",
    "KR": "korea southkorea 韓國 南韓 韩国 kor 한국 대한민국",
    "CN": "china 中國 中国 chn prc",
    "HK": "hongkong 香港 hkg",
    "MO": "macau macao 澳門 澳门 mac",
    "SG": "singapore 新加坡 sgp",
    "MY": "malaysia 馬來西亞 马来西亚 mys",
    "TH": "thailand 泰國 泰国 tha",
    "VN": "vietnam 越南 vnm",
    "ID": "indonesia 印尼 印度尼西亞 idn",
    "PH": "philippines thephilippines 菲律賓 phl",
    "IN": "india 印度 ind",
    "GB": "uk unitedkingdom greatbritain britain england scotland wales 英國 英国 gbr",
    "IE": "ireland 愛爾蘭 irl",
    "FR": "france 法國 法国 fra",
    "DE": "germany deutschland 德國 德国 deu ger",
    "AT": "austria österreich 奧地利 aut",
    "CH": "switzerland schweiz 瑞士 che",
    "NL": "netherlands thenetherlands holland 荷蘭 nld",
    "BE": "belgium 比利時 bel",
    "ES": "spain españa 西班牙 esp",
    "PT": "portugal 葡萄牙 prt",
    "IT": "italy italia 義大利 意大利 ita",
    "CZ": "czechia czechrepublic 捷克 cze",
    "PL": "poland 波蘭 pol",
    "DK": "denmark 丹麥 dnk",
    "SE": "sweden 瑞典 swe",
    "NO": "norway 挪威 nor",
    "FI": "finland 芬蘭 fin",
    "UA": "ukraine 烏克蘭 ukr",
    "US": "usa unitedstates theunitedstates america unitedstatesofamerica 美國 美国",
    "CA": "canada 加拿大 can",
    "MX": "mexico méxico 墨西哥 mex",
    "BR": "brazil brasil 巴西 bra",
    "AR": "argentina 阿根廷 arg",
    "CL": "chile 智利 chl",
    "AU": "australia 澳洲 澳大利亞 aus",
    "NZ": "newzealand 紐西蘭 新西蘭 nzl",
    "ZA": "southafrica 南非 zaf",
    "IL": "israel 以色列 isr",
    "TR": "turkey türkiye 土耳其 tur",
}
"""ISO 3166-1 letters, by what people call a country in a file; letters alone are never guessed."""
_LANGUAGES: Final = {
    "zh": "中文 漢語 華語 國語 繁中 繁體 繁體中文 正體 正體中文 台灣華語 chinese mandarin",
    "en": "英文 英語 english eng",
    "ja": "日文 日語 日本語 japanese jp jpn",
    "ko": "韓文 韓語 한국어 korean kr",
    "nan": "台語 臺語 台文 閩南語 taiwanese hokkien",
    "hak": "客語 客家話 客家語 hakka",
    "de": "德文 德語 german deutsch",
    "fr": "法文 法語 french français",
    "es": "西文 西班牙文 西班牙語 spanish español",
    "vi": "越文 越南文 越南語 vietnamese",
    "id": "印尼文 印尼語 indonesian",
    "th": "泰文 泰語 thai",
}
_SCRIPT_OF: Final = {"TW": "Hant", "HK": "Hant", "MO": "Hant", "CN": "Hans", "SG": "Hans"}
_ZONES: Final = {
    "Asia/Taipei": "taipei taiwan 台北 臺北 台灣 臺灣 台北時間 台灣時間",
    "Asia/Tokyo": "tokyo japan 東京 日本 jst",
    "Asia/Seoul": "seoul 首爾 韓國 kst",
    "Asia/Hong_Kong": "hongkong 香港 hkt",
    "Asia/Shanghai": "shanghai beijing 上海 北京 中國",
    "Asia/Singapore": "singapore 新加坡",
    "Europe/London": "london uk 倫敦 英國",
    "Europe/Berlin": "berlin germany 柏林 德國",
    "America/New_York": "newyork 紐約",
}

_DIGITS: Final = {each: number for number, each in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "兩": 2,
    "两": 2,
    "○": 0,
}
_UNITS: Final = {"十": 10, "百": 100}
NUMERAL: Final = "[〇零○一二三四五六七八九兩两十百]"
_BEFORE_UNIT: Final = re.compile(rf"{NUMERAL}+(?=\s*[年月日號号點点時时分])")


def plain(line: str) -> str:
    """`line` in half width, without blanks and marks around it: `“ｗａｌｋ”` is `walk`."""
    composed = unicodedata.normalize("NFKC", line).strip()
    while (found := _WRAPPED.fullmatch(composed)) is not None:
        composed = found["inside"].strip()
    return composed


def _bare(line: str) -> str:
    return re.sub(r"[\s_.。!！-]", "", plain(line).casefold())


@cache
def _by_word(table: str) -> dict[str, str]:
    tables = {"countries": _COUNTRIES, "zones": _ZONES, "languages": _LANGUAGES}
    return {_bare(word): value for value, words in tables[table].items() for word in words.split()}


def word(line: str, known: tuple[str, ...]) -> str:
    """The one of `known` that `line` says in other words; empty where it says none."""
    bare = plain(line)
    if bare.casefold() in known:
        return bare.casefold()
    said = _bare(line)
    return next((each for each in known if said in _said(each)), "")


@cache
def _said(value: str) -> frozenset[str]:
    return frozenset(map(_bare, _WORDS.get(value, "").split()))


def country(line: str) -> str:
    """The letters of a country (ISO 3166-1 alpha-2); empty where the name is not known here."""
    bare = plain(line)
    if re.fullmatch(r"[A-Za-z]{2}", bare) and bare.upper() != "UK":
        return bare.upper()
    return _by_word("countries").get(_bare(line), "")


def zone(line: str) -> str:
    """The IANA zone that goes by a city's or a country's name."""
    return _by_word("zones").get(_bare(line), "")


def licence(line: str) -> str:
    """The SPDX identifier of a Creative Commons licence; empty where it is none, or unclear."""
    bare = re.sub(r"\s+", " ", plain(line).casefold().replace("_", "-"))
    bare = bare.removeprefix("creative commons").strip() if "commons" in bare else bare
    if re.fullmatch(r"cc[ -]?(?:0|zero)[ -]1\.0", bare):
        return "CC0-1.0"
    found = _LICENCE.fullmatch(bare)
    if found is None or not found["version"]:
        return ""
    parts = re.findall(r"by|nc|nd|sa", found["kind"])
    return f"CC-{'-'.join(parts)}-{found['version']}".upper()


def language(seen: str, known: tuple[str, ...]) -> str:
    """The one of a community's languages that `seen` is another name of; empty where none is.

    `zh-TW` is `zh-Hant`, `zh_hant` too; `zh-CN` is not, but for a community that has `zh-Hans`.
    """
    tag = plain(seen).replace("_", "-")
    by_folded = {each.casefold(): each for each in known}
    if tag.casefold() in by_folded:
        return by_folded[tag.casefold()]
    base, *parts = tag.split("-")
    script = next((_SCRIPT_OF[each.upper()] for each in parts if each.upper() in _SCRIPT_OF), "")
    script = next((each.title() for each in parts if len(each) == 4), script)
    if not re.fullmatch(r"[A-Za-z]{2,3}", base) or base.casefold() in _by_word("languages"):
        base, script = _by_word("languages").get(_bare(seen), ""), ""
    same = [each for each in known if each.split("-")[0] == base.casefold()]
    if script and base == "zh":
        same = [each for each in same if script in each or f"{base}-{script}" == _scripted(each)]
    return same[0] if len(same) == 1 else ""


def language_by_name(line: str) -> str:
    """The tag of a language that goes by `line`; Chinese is written as here, in Traditional."""
    found = _by_word("languages").get(_bare(line), "")
    return "zh-Hant" if found == "zh" else found


def _scripted(tag: str) -> str:
    base, _, region = tag.partition("-")
    return f"{base}-{_SCRIPT_OF.get(region, region)}"


def han_number(numeral: str) -> int:
    """What a numeral says; digits alone are read one after the other."""
    if not any(each in _UNITS for each in numeral):
        return int("".join(str(_DIGITS[each]) for each in numeral))
    total, digit = 0, 0
    for each in numeral:
        if each in _UNITS:
            total += (digit or 1) * _UNITS[each]
            digit = 0
        else:
            digit = _DIGITS[each]
    return total + digit


def with_digits(text: str) -> str:
    """`text` with digits for the numerals of its dates and times: `十二月九日` is `12月9日`."""
    return _BEFORE_UNIT.sub(lambda found: str(han_number(found.group())), text)
