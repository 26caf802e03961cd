"""Which HTML parser the extractor should stand on: parse alone, and parse with a walk over every node.

usage: python benchmarks/parsers.py FOLDER        (HTML files below it, .html or .html.gz)

Prints CPU milliseconds a page (the best of three passes) and the ratio to a bare lxml parse in the same run.
lxml's walk reads tag, text, tail and attributes of each element; lexbor's reads tag and text or attributes of each
node, which is the same content. The last row is the whole of `newscrawl.extract`.
"""

import gzip
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import html
from selectolax.lexbor import LexborHTMLParser

import newscrawl


def lxml_parse(page: bytes) -> Any:
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))


def lxml_walk(page: bytes) -> None:
    for element in lxml_parse(page).iter():
        _ = element.tag, element.text, element.tail, element.items()


def lexbor_walk(page: bytes) -> None:
    root = LexborHTMLParser(page).root
    for node in root.traverse(include_text=True) if root is not None else ():
        _ = node.text_content if node.tag == "-text" else node.attributes


ROWS: dict[str, Callable[[bytes], Any]] = {
    "lxml parse": lxml_parse,
    "lxml parse and walk": lxml_walk,
    "lexbor parse": LexborHTMLParser,
    "lexbor parse and walk": lexbor_walk,
    "newscrawl.extract": newscrawl.extract,
}


def main(folder: str) -> int:
    paths = sorted(path for path in Path(folder).rglob("*") if path.name.endswith((".html", ".html.gz")))
    pages = [gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in paths]
    if not pages:
        print(f"{folder}: no .html or .html.gz files", file=sys.stderr)
        return 2
    print(f"{len(pages)} pages, {sum(map(len, pages)) / len(pages) / 1000:.0f} KB on average")
    base = 0.0
    for name, run in ROWS.items():
        best = min(measured(run, pages) for _ in range(3))
        base = base or best
        print(f"{name:24} {1000 * best / len(pages):7.2f} ms {best / base:6.2f}")
    return 0


def measured(run: Callable[[bytes], Any], pages: list[bytes]) -> float:
    started = time.process_time()
    for page in pages:
        run(page)
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]) if len(sys.argv) == 2 else __doc__)
