"""Files to nodes that know their line and column."""

from .files import SourceFile, decoded, files_of
from .front_matter import Markdown, divided, markdown_of
from .history import Naming, history_of
from .nodes import Mapping, Node, Scalar, Sequence
from .published_types import PICTURES, is_harmless
from .tangles import tangle
from .yaml_nodes import nodes_of

__all__ = [
    "PICTURES",
    "Mapping",
    "Markdown",
    "Naming",
    "Node",
    "Scalar",
    "Sequence",
    "SourceFile",
    "decoded",
    "divided",
    "files_of",
    "history_of",
    "is_harmless",
    "markdown_of",
    "nodes_of",
    "tangle",
]
