"""What markup holds an HTML parser, and whether newscrawl refuses it: the reason for `newscrawl.extraction.guards`.

    python benchmarks/bombs.py

Times lexbor (selectolax) on small samples of each kind, in CPU seconds, beside the guards' time and verdict.
"""

import time

from rich.console import Console
from rich.table import Table
from selectolax.lexbor import LexborHTMLParser

from newscrawl.extraction.guards import bomb


def numbered(form: str, count: int) -> bytes:
    """`form` with the numbers from 0."""
    return "".join(form % i for i in range(count)).encode()


BOMBS: dict[str, bytes] = {
    "3,900 open div": b"<div>" * 3_900,
    "20,000 open div": b"<div>" * 20_000,
    "40,000 open div": b"<div>" * 40_000,
    "9,900 attributes in a tag": b"<div " + numbered("a%d ", 9_900) + b">",
    "30,000 attributes in a tag": b"<div " + numbered("a%d ", 30_000) + b">",
    "5,000 options of a select": b"<select>" + b"<option>x" * 5_000,
    "30,000 options of a select": b"<select>" + b"<option>x" * 30_000,
    "200 unclosed b, each with a p": numbered("<b id=%d><p>x", 200),
    "1,000 unclosed b, each with a p": numbered("<b id=%d><p>x", 1_000),
    "290 unclosed b, then 5,000 p": b"<p>" + numbered("<b id=%d>", 290) + b"</p>" + b"<p>x" * 5_000,
    "200 open b and div, then 5,000 /b": numbered("<b id=%d><div>", 200) + b"</b>" * 5_000,
}


def main() -> None:
    """Print the table."""
    table = Table("markup", "elements", "lexbor, s", "guards, s", "refused as", box=None, pad_edge=False)
    for name, data in BOMBS.items():
        started = time.process_time()
        tree = LexborHTMLParser(data)
        parsed = time.process_time()
        refused = bomb(data)
        judged = time.process_time()
        count = len(tree.css("*"))
        verdict = str(refused[0]) if refused else "no"
        table.add_row(name, str(count), f"{parsed - started:.3f}", f"{judged - parsed:.3f}", verdict)
    Console(highlight=False, width=110).print(table)


if __name__ == "__main__":
    main()
