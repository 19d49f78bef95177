"""Letters and signs that nobody has to look at twice, told from all others in one pass."""

from __future__ import annotations

import re
from typing import Final

_OTHER: Final = re.compile(
    "[^\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff"  # Latin letters
    "\u2000-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u27ff\u2900-\u2bff"  # marks, arrows, signs
    "\u2e80-\u3130\u3190-\ua4cf\uac00-\ud7ff\uf900-\ufaff"  # 漢字, kana, hangul, bopomofo
    "\ufe30-\ufe6f\uff01-\uff9f\uffa1-\uffef]"  # full and half width
)
"""All within the first 65,536 code points, of which Python makes one quick table."""


def is_usual(text: str) -> bool:
    """Whether nothing in `text` is a control, unseen (`invisible`) or may mislead (`confusables`).

    False is no blame: most of the world's letters are just not counted here.
    """
    return _OTHER.search(text) is None
