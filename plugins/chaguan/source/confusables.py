"""Words whose letters come from several scripts, so that they pass for other words.

After UTS #39: 漢字, kana, hangul and bopomofo mix freely with each other and with Latin
letters; letters of the scripts below, which share their shapes, do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final
from urllib.parse import unquote, urlsplit

from .invisible import invisible

_FOREIGN: Final = (
    "\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u10a0-\u10ff\u13a0-\u13fd\u16a0-\u16ea\u1c80-\u1c8a"
    "\u1c90-\u1cbf\u1d26-\u1d2b\u1f00-\u1ffe\u2c00-\u2c5f\u2c80-\u2cff\u2d00-\u2d2d\u2de0-\u2dff"
    "\ua4d0-\ua4fd\ua640-\ua69f\uab70-\uabbf\U00010400-\U0001044f"
)
"""Greek, Cyrillic, Armenian, Georgian, Cherokee, Runic, Glagolitic, Coptic, Lisu, Deseret."""
_ANY_FOREIGN: Final = re.compile(f"[{_FOREIGN}]")
_WORD: Final = re.compile(
    f"[A-Za-z0-9\u00aa-\u02af\u0300-\u036f\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff"
    f"{_FOREIGN}]+"
)
_SIGNS: Final = frozenset("ΓΔΘΛΞΠΣΦΨΩβδζθλμξπφψ")
"""Greek letters that pass for no Latin one, and are used as signs: Δt, λx, μm."""
_SCRIPTS: Final = frozenset(
    "LATIN GREEK CYRILLIC ARMENIAN GEORGIAN CHEROKEE RUNIC GLAGOLITIC COPTIC LISU DESERET".split()
)
_LIKE_LATIN: Final = frozenset(
    "агеёопрсухһіїјѕԁԛԝѵѡӏүьαεικνορτυχγωηϲϳաօոսհցզյք"
    "ᎠᎡᎢᎪᎫᎬᎳᎷᎻᏀᏂᏃᏎᏏᏒᏔᏙᏚᏞᏟᏢᏦⲟⲣⲥⲭꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓨꓪꓫꓬꓮꓰꓲꓳꓴ"
)
"""Letters that look like a Latin one; of those that host names are written in, the small ones."""

_UNFIT: Final = re.compile(r"[^\w.:\[\]-]")


def has_foreign_letters(text: str) -> bool:
    """Whether there are letters that share their shapes with Latin ones."""
    return not text.isascii() and _ANY_FOREIGN.search(text) is not None


def mixed(text: str) -> Iterator[tuple[int, str]]:
    """Where a word holds a letter of another script than its other letters, and that word.

    Greek letters that look like no Latin one may stand in any word.
    """
    if not has_foreign_letters(text):
        return
    for found in _WORD.finditer(text):
        word = found.group()
        scripts = [_script(letter) for letter in word]
        counted = Counter(filter(None, scripts))
        if len(counted) > 1:
            rarest = min(counted, key=lambda script: (counted[script], script == "LATIN"))
            yield found.start() + scripts.index(rarest), word


def is_disguised(word: str) -> bool:
    """Whether every letter of a word in one of these scripts looks like a Latin one."""
    letters = [letter for letter in word if letter.isalpha()]
    return bool(letters) and all(letter in _LIKE_LATIN for letter in letters)


@cache
def _script(letter: str) -> str:
    """The script of a letter; empty for a digit, a mark or a sign."""
    if letter in _SIGNS or not letter.isalpha():
        return ""
    script = unicodedata.name(letter, "").partition(" ")[0]
    return script if script in _SCRIPTS else ""


def has_a_name_before_its_host(url: str) -> bool:
    """Whether somebody's name stands before the host: `https://bank.example@evil.example`."""
    try:
        return "@" in urlsplit(url).netloc
    except ValueError:
        return False


def pretended(url: str) -> str:
    """The part of an address's host that passes for something else; empty where none does.

    Letters of several scripts, letters that all look like Latin ones under an ASCII ending,
    invisible characters, full stops that are none, and punycode that says nothing (RFC 3492).
    """
    try:
        host = unquote(urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    if host.isascii() and "xn--" not in host:
        return ""
    labels = host.split(".")
    has_latin_ending = labels[-1].isascii() and not labels[-1].startswith("xn--")
    for label in labels:
        read = _read(label)
        if read is None or _UNFIT.search(read) or next(invisible(read), None) is not None:
            return label
        letters = "".join(each for each in read if each.isalpha() or each == "-")
        if next(mixed(letters.replace("-", "")), None):
            return _shown(label, read)
        if has_latin_ending and not read.isascii() and is_disguised(read):
            return _shown(label, read)
    return ""


def _read(label: str) -> str | None:
    """A label as a browser may show it; None where its punycode is none."""
    if label.startswith("xn--"):
        try:
            label = label[4:].encode("ascii").decode("punycode")
        except UnicodeError:
            return None
        if label.isascii():  # nobody encodes what needs no encoding
            return None
    return unicodedata.normalize("NFKC", label).casefold()


def _shown(label: str, read: str) -> str:
    return f"{read} ({label})" if label.startswith("xn--") else label
