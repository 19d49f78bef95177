"""Chaguan's own words, in each language it speaks: those on pages, and those about problems."""

from .language import nearest_locale
from .problems import Explanation, explained
from .words import Vocabulary, vocabulary

__all__ = ["Explanation", "Vocabulary", "explained", "nearest_locale", "vocabulary"]
