"""What an attacker would write, made by class; nothing is taken from anybody's list.

Each vector calls `alert`, or asks `elsewhere.invalid`, if a browser lets it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from itertools import product

import pytest

RUN = "alert(1)"
OUT = "//elsewhere.invalid/x"
EVENTS = (
    *("onclick", "onerror", "onload", "onfocus", "ontoggle", "onpointerrawupdate", "ONERROR"),
    *("onanimationstart", "onbegin", "onbeforetoggle", "oncontentvisibilityautostatechange"),
)
TAGS = (
    *("img", "svg", "math", "details", "input", "body", "video", "audio", "iframe", "object"),
    *("embed", "form", "button", "style", "script", "meta", "base", "link", "template", "noscript"),
    *("marquee", "select", "textarea", "title", "xmp", "frameset", "isindex", "animate", "use"),
    *("a", "p", "table", "html", "head", "dialog", "x-y", "set", "image", "portal", "fencedframe"),
)
SHAPES = (
    "<{tag} {event}=alert(1)>",
    "<{tag} {event}='alert(1)' src=x href=x autofocus tabindex=1>text</{tag}>",
    "<{tag}/{event}=alert(1)//",
    "<{tag}\n{event}\n=\nalert(1)>",
    "<svg><{tag} {event}=alert(1)></svg>",
    "<math><mtext><{tag} {event}=alert(1)></mtext></math>",
    "<noscript><p title='</noscript><{tag} {event}=alert(1)>'></noscript>",
    "<svg><style><{tag} title='</style><img {event}=alert(1) src=x>'></svg>",
    "text\n{{: {event}=alert(1) }}\n\n<div markdown=1><{tag} {event}=alert(1)></div>",
)
SCHEMES = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)"),
    *("java&#10;script:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)"),
    *("&#0000106avascript:alert(1)", "\x01javascript:alert(1)", "&#1;javascript:alert(1)"),
    *("javascript&colon;alert(1)", " javascript:alert(1)", "javascript&#58;alert(1)"),
    *(
        "java&NewLine;script&Tab;:alert(1)",
        "\u00a0javascript:alert(1)",
        "java\u00adscript:alert(1)",
    ),
    *("javascript://%0aalert(1)", "javascript:%61lert(1)", "vbscript:alert(1)", "livescript:x"),
    *("data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwv"),
    *("data:image/svg+xml,<svg onload=alert(1)>", "data:,x", "view-source:x", "file:///etc/passwd"),
    *("blob:x", "filesystem:x", "feed:javascript:alert(1)", "jar:x", "ms-its:x", "about:blank"),
    *("//elsewhere.invalid/x", "\\\\elsewhere.invalid/x", "/\\elsewhere.invalid/x"),
)
PLACES = (
    *("<a href='{}'>x</a>", "<img src='{}'>", "<img srcset='{} 1x'>", "<iframe src='{}'></iframe>"),
    *("<svg><a xlink:href='{}'><text>x</text></a></svg>", "<form action='{}'><button>x</button>"),
    *("<object data='{}'></object>", "<embed src='{}'>", "<base href='{}'>", "<area href='{}'>"),
    *("<meta http-equiv=refresh content='0;url={}'>", "<link rel=stylesheet href='{}'>"),
    *(
        "<video poster='{0}' src='{0}'></video>",
        "<input type=image src='{}'>",
        "<body background='{}'>",
    ),
    *(
        "<button formaction='{}'>x</button>",
        "<math href='{}'>x</math>",
        "<svg><use href='{}'/></svg>",
    ),
    *("<svg><image href='{}'/></svg>", "<svg><animate attributeName=href values='{}'/></svg>"),
    *("[x]({})", "[x](<{}>)", "![x]({})", "<{}>", "[x]\n\n[x]: {}", "[x][y]\n\n[y]: <{}> 'title'"),
    *(
        "[x](y){{ href='{}' }}",
        "![x](y){{ src='{}' srcset='{}' }}",
        "*[x]: {}",
        "[^1]\n\n[^1]: [x]({})",
    ),
)
BOXES = (
    *("svg", "math", "noscript", "template", "style", "title", "textarea", "xmp", "plaintext"),
    *("noembed", "noframes", "iframe", "select", "table", "svg><desc", "svg><foreignObject"),
    *("math><annotation-xml encoding=text/html", "math><mtext><table><mglyph", "form><math><mtext"),
)
ATTRIBUTES = (
    *("onclick", "onmouseover", "style", "srcdoc", "src", "href", "xlink:href", "formaction"),
    *("action", "background", "ping", "target", "is", "slot", "contenteditable", "popovertarget"),
)
HOLDERS = (
    *('# Heading {{ {}="{}" }}', "*word*{{: {}='{}' }}", 'words\n{{: {}="{}" }}'),
    *('[x](y){{ {}="{}" }}', '![x](y.png){{ {}="{}" }}', '`code`{{ {}="{}" }}'),
    *('``` {{ .py {}="{}" }}\nx\n```', '- x\n{{: {}="{}" }}', '| a |\n|---|\n| b {{ {}="{}" }} |'),
    *('<div markdown=1 {}="{}">\n*x*\n</div>', '<span markdown {}="{}">*x*</span>'),
    *('<details markdown=block {}="{}">\n\nx\n\n</details>', '> x\n{{: {}="{}" }}'),
)
CLOBBERED = (
    *("location", "document", "cookie", "body", "head", "forms", "getElementById", "createElement"),
    *(
        "querySelector",
        "currentScript",
        "defaultView",
        "__config",
        "__search",
        "__drawer",
        "__tabs",
    ),
    *("__palette", "__md_scope", "__md_get", "document$", "location$", "toString", "childNodes"),
    *(
        "attributes",
        "alert",
        "self",
        "parent",
        "top",
        "name",
        "constructor",
        "__proto__",
        "pagefind",
    ),
)
CLOBBERS = (
    *(
        "<a id={0} name={0} href=x>",
        "<img name={0} id={0}>",
        "<form name={0}><input name=y></form>",
    ),
    *(
        "<input name={0} id={0}>",
        "## x {{ #{0} }}",
        "<iframe name={0}></iframe>",
        "<p id={0} name={0}>",
    ),
)
STYLES = (
    *(
        "background:url(//elsewhere.invalid/x)",
        "text-align: left; background: url(//elsewhere.invalid/x)",
    ),
    *("position:fixed;inset:0", "text-align:left\nposition:fixed", "width:expression(alert(1))"),
    *(
        "behavior:url(x)",
        "-moz-binding:url(//elsewhere.invalid/x)",
        "@import '//elsewhere.invalid/x'",
    ),
    *(
        "text-align:left}*{display:none",
        "te\\78t-align:left",
        "text-align: left /*",
        "--x:url(//elsewhere.invalid/x)",
    ),
)
STYLED = (
    *(
        '<p style="{}">x</p>',
        '<td style="{}">x</td>',
        "<style>*{{{}}}</style>",
        "x\n{{: style='{}' }}",
    ),
    *('<table><tr><td style="{}">x</td></tr></table>', "<svg><style>*{{{}}}</style></svg>"),
)
IMG = "<img src=x onerror=alert(1)>"
BREAKERS = (
    IMG,
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    '" onmouseover="alert(1)',
)
OPTIONS = (
    *('!!! note "{}"\n    x', "!!! note{}\n    x", '??? tip "{}"\n    x', '=== "{}"\n\n    x'),
    *('``` py title="{}"\nx\n```', '``` py hl_lines="{}"\nx\n```', '``` py linenums="{}"\nx\n```'),
    *(
        "``` {}\nx\n```",
        '``` {{ .py title="{}" data-x="{}" }}\nx\n```',
        "`#!{} x`",
        "## {}\n\n[TOC]",
    ),
    *(
        "[^{0}]\n\n[^{0}]: {0}",
        "*[{0}]: {0}\n\n{0}",
        "*[HTML]: {}\n\nHTML",
        '++ctrl+"{}"++',
        "++{}++",
    ),
    *(
        ":{}:",
        ":material-tea{}:",
        ":smile:{{ title='{}' }}",
        "term\n:   {}",
        "- [ ] {}",
        "{{++{}++}}",
    ),
    *(
        "{{>>{}<<}}",
        "=={}==",
        "^^{}^^",
        "~~{}~~",
        "[x]({0} '{0}')",
        "![{0}](x '{0}')",
        "[{0}]: x '{0}'\n\n[{0}]",
    ),
    *(
        "<!-- {}",
        "<!--> {} -->",
        "<!--- {} --!>",
        "<? {} ?>",
        "<![CDATA[ {} ]]>",
        "<!DOCTYPE {}",
        "</ {}>",
    ),
    *(
        "{{{{ {} }}}}",
        "{{% raw %}}{}{{% endraw %}}",
        "    {}",
        "> > > {}",
        "1. - 2. {}",
        "| {} |\n|---|\n| {} |",
    ),
    *(
        "<div markdown>{}</div>",
        "<abbr title='{}'>x</abbr>",
        "<p title=`{}`>x</p>",
        "\\{}",
        "``{}",
        "~~~\n{}",
    ),
)
ODD = (
    *("<<script>alert(1)//<</script>", "<script\x00>alert(1)</script>", "<scr\x00ipt>alert(1)</script>"),
    *("<img src=x onerror\x00=alert(1)>", "<img \x0bonerror=alert(1) src=x>", "<img src=x onerror=alert(1)//"),
    *('<img """><script>alert(1)</script>">', "<img src=`x` onerror=`alert(1)`>", "<a href=x onclick=alert(1)"),
    *("<svg/onload=alert(1)//", "<ſcript>alert(1)</ſcript>", "＜script＞alert(1)＜/script＞"),
    *("+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "\ufeff<script>alert(1)</script>", "<\u2028script>alert(1)"),
    *("&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;img src=x onerror=alert(1)&#62;", "\\<img src=x onerror=alert(1)>"),
    *("<script>alert(1)", "<script src=//elsewhere.invalid/x>", "</p></div></article><script>alert(1)</script>"),
    *("</textarea></title></style></script><img src=x onerror=alert(1)>", "<img src=x:x onerror=alert(1)>"),
    *("<math><a xlink:href=javascript:alert(1)>x", "<svg><script href=data:,alert(1) />", "<svg><script>alert&#40;1)"),
    *("<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>", "<object type=text/html data=x></object>"),
    *("<link rel=import href=//elsewhere.invalid/x>", "<link rel=prefetch href=//elsewhere.invalid/x>"),
    *("<meta http-equiv=Set-Cookie content=x>", "<meta charset=utf-7>", "<html onload=alert(1)>", "<isindex type=image src=x>"),
    *("<x onclick=alert(1) style=position:fixed;inset:0>", "<button popovertarget=x>x</button><div popover id=x onbeforetoggle=alert(1)>"),
    *('--8<-- "mkdocs.yml"', '--8<--\nmkdocs.yml\n--8<--', ";--8<-- 'community.yml'", "{{ config }}", "{{ 7*191 }}"),
    *("{% include 'main.html' %}", "{{ self.__init__.__globals__ }}", "${{ secrets.GITHUB_TOKEN }}", "{{ ''.__class__ }}"),
    *("<ruby><rt><svg onload=alert(1)>", "<table><svg><td><img src=x onerror=alert(1)>", "<a><svg><a onclick=alert(1)>x"),
)  # fmt: skip


def generated() -> Iterator[tuple[str, str]]:
    """The class of each vector, and the vector."""
    for shape, tag, event in product(SHAPES, TAGS, EVENTS):
        yield "event attributes", shape.format(tag=tag, event=event)
    for place, scheme in product(PLACES, SCHEMES):
        yield "schemes", place.format(*[scheme] * place.count("{"))
    for outer, inner in product(BOXES, BOXES):
        end = "".join(f"</{each.split()[0]}>" for each in reversed(inner.split("><")))
        yield "mutations", f"<{outer}><{inner}><p title='{end}<img src=x onerror=alert(1)>'>"
        yield "mutations", f"<{outer}><{inner}><!--{end}-->{IMG}{end}"
    for holder, name in product(HOLDERS, ATTRIBUTES):
        for value in ("javascript:alert(1)", OUT):
            yield "attribute lists", holder.format(name, value)
    for clobber, name in product(CLOBBERS, CLOBBERED):
        yield "clobbering", clobber.format(name)
    for styled, style in product(STYLED, STYLES):
        yield "style sheets", styled.format(style)
    for option, breaker in product(OPTIONS, BREAKERS):
        yield "options of Markdown", option.format(*[breaker] * option.count("{"))
    for text in ODD:
        yield "odd", text
        yield "odd", f"> - {text}"
        yield "odd", f"<div markdown>\n{text}\n</div>"
    for text in (f"<script>{RUN}</script>", "<svg onload=alert(1)>"):
        coded = base64.b64encode(text.encode()).decode()
        for kind in ("text/html", "image/svg+xml", "text/xml", "application/xhtml+xml"):
            for place in PLACES[:6]:
                yield "data addresses", place.format(f"data:{kind};base64,{coded}")
                yield "data addresses", place.format(f"data:{kind},{escape(text)}")
    for depth in (10, 40):
        for opened in ("<div>", "<b>", "<svg><desc>", "<table><tr><td>", "<details><summary>"):
            yield "nesting", opened * depth + IMG
            yield "nesting", opened * depth + "<script>alert(1)</script>"


@pytest.fixture(scope="session")
def vectors() -> tuple[tuple[str, str], ...]:
    """Every vector once, with its class."""
    found = {vector: kind for kind, vector in generated()}
    return tuple((kind, vector) for vector, kind in found.items())
