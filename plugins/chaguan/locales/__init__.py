"""Chaguan's own words, in each language it speaks: those on pages, and those about problems."""

from .fields import FieldWords, field_words
from .forms import SPOKEN, bilingual, form_words
from .language import nearest_locale
from .problems import Explanation, counted, explained, further, further_notices
from .words import Vocabulary, vocabulary

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
    "nearest_locale",
    "vocabulary",
]
