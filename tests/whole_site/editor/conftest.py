"""A town with the form-based editor."""

from support.editor import bare_town as bare_town
from support.editor import build_town as build_town
from support.editor import fetched as fetched
from support.editor import town as town
