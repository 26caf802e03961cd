"""The written pages of `pages/`: a folder a case, the page as served and what must come of it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from newscrawl import Article, Reject, extract

PAGES = Path(__file__).parent / "pages"
CASES = sorted(path.name for path in PAGES.iterdir())


@cache
def expected(case: str) -> dict[str, Any]:
    wanted: dict[str, Any] = json.loads((PAGES / case / "expected.json").read_text(encoding="utf-8"))
    return wanted


@cache
def page(case: str) -> bytes:
    return (PAGES / case / "page.html").read_bytes()


@cache
def article(case: str) -> Article:
    found = extract(page(case), url=expected(case)["url"])
    assert not isinstance(found, Reject), found
    return found
