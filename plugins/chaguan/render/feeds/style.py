"""The stylesheet of an XML feed, for whoever opens it in a browser."""

from __future__ import annotations

from typing import Any

from lxml import etree


def styled(root: Any, tree: Any, style_url: str) -> bytes:
    """The document in UTF-8, with a link to its CSS (W3C xml-stylesheet); CSS, since
    browsers are giving up XSLT.
    """
    if style_url:
        address = style_url.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        link = etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{address}"')
        link.tail = "\n"
        root.addprevious(link)
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True)) + b"\n"
