"""Pictures as readers get them: made anew, in several sizes, with nothing but what they show."""

from .album import NO_PICTURES, Album, PublishedPicture, Rendition
from .in_body import with_pictures

__all__ = ["NO_PICTURES", "Album", "PublishedPicture", "Rendition", "with_pictures"]
