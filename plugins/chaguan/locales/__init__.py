"""Chaguan's own words, in each language it speaks: those on pages, and those about problems."""

from .problems import Explanation, counted, explained, further, further_notices, line_of
from .words import (
    SPOKEN,
    FieldWords,
    Vocabulary,
    bilingual,
    field_words,
    form_words,
    nearest_locale,
    vocabulary,
)

__all__ = [
    "SPOKEN",
    "Explanation",
    "FieldWords",
    "Vocabulary",
    "bilingual",
    "counted",
    "explained",
    "field_words",
    "form_words",
    "further",
    "further_notices",
    "line_of",
    "nearest_locale",
    "vocabulary",
]
