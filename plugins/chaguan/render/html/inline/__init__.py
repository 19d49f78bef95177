"""HTML for editors and mail that drop `class` and `<style>` and know few tags."""

from .writer import Inlined, with_inline_styles

__all__ = ["Inlined", "with_inline_styles"]
