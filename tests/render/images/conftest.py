"""Pictures as cameras make them."""

from support.pictures import photo as photo
from support.pictures import with_metadata as with_metadata
