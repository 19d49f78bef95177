"""Nodes to model: returns the community and every problem."""

from .community import Loaded, load, read
from .fields import Field
from .naming import FOLDERS
from .reading import near

__all__ = ["FOLDERS", "Field", "Loaded", "load", "near", "read"]
