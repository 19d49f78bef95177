"""What a page lets a reader's browser do: its Content-Security-Policy.

One policy serves every page of a site, so that the theme can change pages without loading
them anew (a second policy would add to the first), and a host may send it as a header too.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

ALIGNED: Final = tuple(f"text-align: {side};" for side in ("left", "center", "right"))
"""The `style` attributes that Markdown writes into tables; no others work."""
_RULES: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-hashes'",
    "img-src": "'self' data:",  # the theme's style sheet holds its icons
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",  # the search index, and pages that are changed without loading
    "worker-src": "'self'",  # the search
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
"""What each kind of thing may come from; frames, plugins and all else from nowhere."""
REFERRER: Final = "same-origin"
"""What other sites learn of where a reader comes from: nothing."""
LEADS_ON: Final = "default-src 'none'; base-uri 'none'; form-action 'none'"
"""The policy of a page that holds a link and nothing else."""
_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_HEAD: Final = re.compile(r'<head\b[^>]*>(?:\s*<meta charset="?utf-8"?\s*/?>)?', re.IGNORECASE)
_DECLARED: Final = 'http-equiv="Content-Security-Policy"'


def policy(scripts: Iterable[str] = (), *, is_preview: bool = False) -> str:
    """The policy of a site whose own templates hold `scripts` (W3C, CSP 3).

    No other inline script runs, whoever wrote it. In a preview they do, for the engine's
    server writes one that differs each time.
    """
    rules = dict(_RULES)
    rules["style-src"] += _hashes(ALIGNED)
    rules["script-src"] += " 'unsafe-inline'" if is_preview else _hashes(scripts)
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def with_styles(policy: str, styles: Iterable[str]) -> str:
    """A site's policy for a page whose tags hold further `styles`, and no others."""
    rule = _RULES["style-src"]
    return policy.replace(f"style-src {rule}", f"style-src {rule}{_hashes(styles)}", 1)


def standing_alone(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """The policy of a page that has all it needs in itself, and asks for nothing."""
    style, script = _hashes(styles), _hashes(scripts)
    return f"{LEADS_ON}; style-src{style}; script-src{script}"


def with_policy(html: str, policy: str) -> str:
    """The finished page `html` with its policy before anything that it could rule.

    Only the encoding comes first, for browsers look for it in the first kilobyte. A page that
    has a policy keeps it, and what has no head is no page.
    """
    head = _HEAD.search(html)
    if head is None or _DECLARED in html[head.end() : head.end() + 1000]:
        return html
    said = f'<meta {_DECLARED} content="{policy}"><meta name="referrer" content="{REFERRER}">'
    return f"{html[: head.end()]}{said}{html[head.end() :]}"


def inline_scripts(template: str) -> Iterator[str]:
    """The scripts that stand in a template; data and scripts in files are none."""
    yield from _INLINE.findall(template)


def scripts_below(folder: Path) -> Iterator[str]:
    """The inline scripts that stand in a folder's templates as they are sent."""
    for path in sorted(folder.rglob("*.html")):
        for script in inline_scripts(path.read_text(encoding="utf-8")):
            if "{{" not in script and "{%" not in script:
                yield script


def _hashes(texts: Iterable[str]) -> str:
    """Each text as a policy names it, after a space; sorted."""
    return "".join(f" 'sha256-{each}'" for each in sorted(set(map(_hash, texts))))


@lru_cache(maxsize=256)
def _hash(text: str) -> str:
    """Of a style or script; many pages hold the same."""
    return b64encode(sha256(text.encode()).digest()).decode()
