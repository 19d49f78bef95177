"""Files to nodes that know their line and column."""

from .code import without_code
from .crowds import crowd
from .files import SourceFile, decoded, file_at, files_of
from .front_matter import Markdown, divided, markdown_of
from .history import Naming, history_of
from .hosts import has_a_name_before_its_host, pretended
from .look_alikes import mixed
from .misleading import misleading
from .nodes import Mapping, Node, Scalar, Sequence
from .published_types import PICTURES, is_harmless
from .tangles import tangle
from .unseen import DIRECTION, called, unseen
from .yaml_nodes import nodes_of

__all__ = [
    "DIRECTION",
    "PICTURES",
    "Mapping",
    "Markdown",
    "Naming",
    "Node",
    "Scalar",
    "Sequence",
    "SourceFile",
    "called",
    "crowd",
    "decoded",
    "divided",
    "file_at",
    "files_of",
    "has_a_name_before_its_host",
    "history_of",
    "is_harmless",
    "markdown_of",
    "misleading",
    "mixed",
    "nodes_of",
    "pretended",
    "tangle",
    "unseen",
    "without_code",
]
