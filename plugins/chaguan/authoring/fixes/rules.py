"""What has exactly one right answer: by the code of a problem, what would mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from . import syntax, texts, values
from .repair import Rule

RULES: Final[Mapping[str, Rule]] = {
    "FD101": values.known_key,
    "FD112": values.known_key,
    "FD114": values.path_that_is,
    "FD118": values.tags,
    "FD120": values.said,
    "FD121": values.said,
    "FD122": values.beginning_and_end,
    "FD127": values.joined,
    "FD129": syntax.block,
    "FD130": values.known_key,
    "FD131": values.said,
    "FD134": syntax.below,
    "KB101": syntax.whole_line,
    "KB102": syntax.blank_indent,
    "KB103": syntax.blank,
    "KB104": syntax.items,
    "KB105": syntax.whole_line,
    "KB106": syntax.in_place,
    "KB107": syntax.same_indent,
    "KB108": syntax.gone_on,
    "KB110": texts.plain_marks,
    "KB111": texts.plain_marks,
    "KB112": texts.plain_marks,
    "KB113": texts.divider,
    "KB114": texts.boxed,
    "KB117": texts.front_matter,
    "LK101": values.path_that_is,
    "LK102": values.path_that_is,
    "LK103": values.path_that_is,
    "SR108": syntax.unseen,
    "MD101": syntax.in_place,
    "MD102": syntax.in_place,
    "MD103": syntax.in_place,
    "MD104": syntax.in_place,
    "TM101": values.clock,
    "TM102": values.midnight,
    "TM103": values.clock,
    "TM104": values.clock,
    "TM111": values.usual_zone,
    "YA102": syntax.spaces,
    "YA103": syntax.quotation,
    "YA104": syntax.closing,
    "YA105": syntax.quotation,
    "YA106": syntax.quotation,
    "YA111": syntax.listed,
    "YA114": syntax.quotation,
    "YA115": syntax.quotation,
    "YA116": syntax.closing,
    "YA117": syntax.quotation,
    "YA118": syntax.hashtags,
    "YA119": syntax.colon,
}
"""By the code of the problem that they mend."""
