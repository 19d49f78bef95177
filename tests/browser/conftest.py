"""Readers with a real browser, and those who judge pages."""

from support.attacks import vectors as vectors
from support.judges import kinds as kinds
from support.judges import visits as visits
from support.readers import noon as noon
from support.readers import origin as origin
from support.readers import profiles as profiles
from support.readers import reader as reader
from support.readers import served as served
