"""A town with the form-based editor."""

from support.editor import fetched as fetched
from support.editor import town as town
from support.editor import writer as writer
