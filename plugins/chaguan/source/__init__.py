"""Files to nodes that know their line and column."""

from .commits import Log, log_of
from .confusables import has_a_name_before_its_host, mixed, pretended
from .files import (
    GATHERED,
    TEXT_SUFFIXES,
    Look,
    Seen,
    SourceFile,
    decoded,
    file_at,
    files_of,
    gathered_files,
    glimpses_of,
    seen_in,
)
from .front_matter import Markdown, divided, markdown_of
from .history import Naming, history_of, last_said
from .invisible import DIRECTION, SLIGHT, called, invisible, without_slight
from .keyboard import BLANKS, half_width
from .keyboard import flow as half_width_flow
from .markdown_code import without_code
from .markdown_limits import crowd, tangle
from .misleading import misleading
from .nodes import Mapping, Node, Scalar, Sequence
from .pictures import (
    DRAWING_BYTES,
    DRAWING_PARTS,
    LONGEST_SIDE,
    MOST_PIXELS,
    PICTURE_BYTES,
    Drawing,
    Head,
    NoDrawingError,
    drawing_of,
    head_of,
    without_position,
)
from .published_types import DRAWINGS, OTHERS, PICTURES, is_harmless
from .yaml_nodes import nodes_of

__all__ = [
    "BLANKS",
    "DIRECTION",
    "DRAWINGS",
    "DRAWING_BYTES",
    "DRAWING_PARTS",
    "GATHERED",
    "LONGEST_SIDE",
    "MOST_PIXELS",
    "OTHERS",
    "PICTURES",
    "PICTURE_BYTES",
    "SLIGHT",
    "TEXT_SUFFIXES",
    "Drawing",
    "Head",
    "Log",
    "Look",
    "Mapping",
    "Markdown",
    "Naming",
    "NoDrawingError",
    "Node",
    "Scalar",
    "Seen",
    "Sequence",
    "SourceFile",
    "called",
    "crowd",
    "decoded",
    "divided",
    "drawing_of",
    "file_at",
    "files_of",
    "gathered_files",
    "glimpses_of",
    "half_width",
    "half_width_flow",
    "has_a_name_before_its_host",
    "head_of",
    "history_of",
    "invisible",
    "is_harmless",
    "last_said",
    "log_of",
    "markdown_of",
    "misleading",
    "mixed",
    "nodes_of",
    "pretended",
    "seen_in",
    "tangle",
    "without_code",
    "without_position",
    "without_slight",
]
