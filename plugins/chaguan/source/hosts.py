"""Whether the host of a web address is what it seems to be."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import unquote, urlsplit

from .confusables import is_disguised, mixed
from .invisible import invisible

_UNFIT: Final = re.compile(r"[^\w.:\[\]-]")


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
