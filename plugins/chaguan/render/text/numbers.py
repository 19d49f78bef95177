"""Numbers and money as a reader of a language writes them (Unicode CLDR, by Babel)."""

from __future__ import annotations

import re
from decimal import Decimal

from babel.numbers import format_currency, format_decimal, get_currency_precision

from .dates import locale_of


def number_words(number: Decimal | int, language: str) -> str:
    """`62,000`, `12.5`."""
    return format_decimal(number, locale=locale_of(language))


def money_words(amount: Decimal, currency: str, language: str) -> str:
    """`NT$480`, `$4.50`: without decimals where the amount has none."""
    words = format_currency(amount, currency, locale=locale_of(language))
    digits = get_currency_precision(currency)
    if digits and amount == amount.to_integral_value():
        return re.sub(rf"[.,]0{{{digits}}}(?=\D*$)", "", words)
    return words
