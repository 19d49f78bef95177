"""What Lighthouse says of a page of every kind, on its phone, at its line.

python bench/lighthouse.py [--site FOLDER] [--runs 3] [--only WORDS] [--both]

Without `--site` the demonstration is built. The files are served compressed, as hosts of static
sites do. Performance is the median of the runs, for it is a measurement; the other three are
read from one run, for they are not. In both languages: home, a story, an event; with `--both`
every kind. `npm ci --prefix tests/tools --ignore-scripts` fetches Lighthouse.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from page_kinds import pages_by_kind

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "tests" / "tools" / "node_modules" / "lighthouse" / "core" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
UNLISTED = "is-crawlable"
"""Fails where a page asks searches to leave it out, as posters do: what it costs is given back."""
METRICS = {
    "first-contentful-paint": "first paint, s",
    "largest-contentful-paint": "largest paint, s",
    "total-blocking-time": "blocked, ms",
    "cumulative-layout-shift": "shift",
}
"""What performance is made of: its audits, and what the table calls them."""
IN_BOTH = frozenset({"home", "posts post", "events event"})
"""The kinds of pages that are measured in both languages."""
BOUND = 95
PATIENCE = 180
"""Seconds that one page may take."""
_COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ics", ".webmanifest")
_QUIETLY = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--no-first-run", "--disable-component-update", "--disable-sync", "--disable-extensions"),
)


class LighthouseError(Exception):
    """It could not look at a page; the message says why."""


class Host(SimpleHTTPRequestHandler):
    """Serves files as hosts of static sites do: compressed, to be asked for again, kept alive."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file, or with the site's own page for what is not there."""
        path, status = Path(self.translate_path(self.path)), 200
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            path, status = Path(self.directory) / "404.html", 404
        squeezes = path.suffix in _COMPRESSED and "gzip" in self.headers["Accept-Encoding"]
        body = _squeezed(path) if squeezes else path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if squeezes:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """The table is enough."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves in the middle is no news; all else is."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@cache
def _squeezed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Where a built site is served, for a while."""
    with _Server(("127.0.0.1", 0), partial(Host, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What Lighthouse says of a page."""

    scores: dict[str, int]
    """By category, of 100."""
    metrics: dict[str, str]
    """What performance is made of, as the table has it."""
    speed: int
    """What the machine did at that moment, as Lighthouse counts it; below 1000 it was busy."""
    costs: tuple[tuple[str, float, str], ...]
    """Audits that cost points: the name, how many points of their category, and what was seen."""


@contextmanager
def browser() -> Iterator[int]:
    """The port at which a Chromium of its own takes orders, for a while."""
    program = os.environ.get("CHROME_PATH") or shutil.which("chromium") or ""
    if not program:
        raise LighthouseError("there is no Chromium; CHROME_PATH says where one is")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        words = [f"--remote-debugging-port={port}", f"--user-data-dir={profile}", "about:blank"]
        process = subprocess.Popen(
            [program, *_QUIETLY, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise LighthouseError("Chromium does not answer")


class Judge:
    """Lighthouse, started once, with a browser of its own."""

    def __init__(self, port: int, categories: Iterable[str]) -> None:
        script = Path(__file__).with_suffix(".mjs")
        self._process = subprocess.Popen(
            ["node", str(script), str(LIBRARY), str(port), ",".join(categories)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def of(self, url: str) -> Judgement:
        """What it says of one page; raises LighthouseError where it could not look."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        patience = threading.Timer(PATIENCE, self._process.kill)
        patience.start()
        try:
            self._process.stdin.write(f"{url}\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        finally:
            patience.cancel()
        if not line:
            raise LighthouseError(f"{url}: no answer")
        return _read(json.loads(line))

    def leave(self) -> None:
        self._process.kill()
        self._process.wait()


@contextmanager
def judge(categories: Iterable[str] = CATEGORIES) -> Iterator[Judge]:
    """Lighthouse, for a while."""
    with browser() as port:
        one = Judge(port, categories)
        try:
            yield one
        finally:
            one.leave()


def _read(report: dict) -> Judgement:
    if report.get("runtimeError"):
        raise LighthouseError(f"{report['requestedUrl']}: {report['runtimeError']['message']}")
    scores, costs = {}, []
    for name, category in report["categories"].items():
        scores[name] = round(100 * category["score"])
        weights = sum(each["weight"] for each in category["auditRefs"])
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["id"] == UNLISTED and audit["score"] == 0:
                scores[name] += round(100 * reference["weight"] / weights)
                continue
            if audit["score"] is None or audit["score"] >= 1:
                continue
            if lost := 100 * reference["weight"] / weights * (1 - audit["score"]):
                costs.append((reference["id"], round(lost, 1), _seen(audit)))
    by_weight = tuple(sorted(costs, key=lambda each: -each[1]))
    speed = round(report["environment"]["benchmarkIndex"])
    return Judgement(scores, _metrics(report["audits"]), speed, by_weight)


def _metrics(audits: dict) -> dict[str, str]:
    found = {name: audits[name]["numericValue"] for name in METRICS if name in audits}
    return {
        METRICS[name]: f"{value / 1000 if METRICS[name].endswith(', s') else value:.3g}"
        for name, value in found.items()
    }


def _seen(audit: dict) -> str:
    said = audit.get("displayValue", "")
    items = (audit.get("details") or {}).get("items") or []
    nodes = (_node(item) for item in items[:3] if isinstance(item, dict))
    return " ".join(filter(None, (said, *nodes))).replace("\xa0", " ")


def _node(item: dict) -> str:
    if isinstance(item.get("items"), list):
        return " ".join(filter(None, map(_node, item["items"][:1])))
    node = item.get("node") or {}
    return node.get("snippet", "")[:120] or str(item.get("url", ""))[-60:]


def middle(runs: Sequence[Judgement]) -> Judgement:
    """The run whose performance is in the middle, the others' scores being as good as its own."""
    by_speed = sorted(runs, key=lambda each: each.scores["performance"])
    wanted = median(each.scores["performance"] for each in runs)
    return min(by_speed, key=lambda each: abs(each.scores["performance"] - wanted))


def table(judgements: dict[str, Judgement]) -> Iterator[str]:
    """The scores as Markdown, then what costs points."""
    columns = (*CATEGORIES, *METRICS.values(), "machine")
    yield f"| page | {' | '.join(columns)} |"
    yield f"|---|{'--:|' * len(columns)}"
    for page, each in judgements.items():
        cells = (*map(str, each.scores.values()), *each.metrics.values(), str(each.speed))
        yield f"| {page} | {' | '.join(cells)} |"
    yield ""
    for page, each in judgements.items():
        for name, lost, seen in each.costs:
            yield f"{page}: {name} −{lost} {seen}"


def _built() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="chaguan-lighthouse-"))
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder)],
        cwd=ROOT,
        check=True,
    )
    return folder


def main() -> int:
    """Print the table; 1 where a score is below the bound."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--site", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--both", action="store_true")
    asked = parser.parse_args()
    if not LIBRARY.exists():
        sys.exit("Lighthouse is not here: npm ci --prefix tests/tools --ignore-scripts")
    site = asked.site or _built()
    judgements: dict[str, Judgement] = {}
    with serving(site) as origin, judge() as lighthouse:
        for language, pages in sorted(pages_by_kind(site).items(), reverse=True):
            for kind, address in pages.items():
                name = f"{language} {kind}"
                is_wanted = asked.both or language != "en" or kind in IN_BOTH
                if not is_wanted or asked.only not in name:
                    continue
                runs = [lighthouse.of(origin + address) for _ in range(asked.runs)]
                judgements[name] = middle(runs)
                speeds = [run.scores["performance"] for run in runs]
                print(name, address, judgements[name].scores, speeds, file=sys.stderr, flush=True)
    print(*table(judgements), sep="\n")
    return min(min(each.scores.values()) for each in judgements.values()) < BOUND


if __name__ == "__main__":
    sys.exit(main())
