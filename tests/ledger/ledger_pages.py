"""Articles and rejects made for the ledger's tests."""

import hashlib
from dataclasses import replace
from typing import Any

from newscrawl.items.article import Article, Block, Http
from newscrawl.items.reject import Reason, Reject, Stage

BASE = "https://khabar.example"


def story_url(number: int, host: str = BASE) -> str:
    return f"{host}/desh/kahani-{number}-{10_000_000 + number}.html"


def article(url: str, text: str | None = None, **changes: Any) -> Article:
    text = text or f"नगर निगम ने {url} वाले वार्ड में पेयजल की नई लाइन बिछाने का काम शुरू कर दिया है।"
    made = Article(
        url=url,
        title="वार्ड में पेयजल की नई लाइन",
        text=text,
        blocks=(Block(kind="paragraph", text=text),),
        word_count=len(text.split()),
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        fetched_at="2026-01-31T10:00:00+00:00",
        http=Http(status=200, etag='"v1"', last_modified="Sat, 31 Jan 2026 09:00:00 GMT"),
        extractor="newscrawl/0",
    )
    return replace(made, **changes)


def reject(url: str, reason: Reason = Reason.NO_STORY) -> Reject:
    return Reject(url=url, stage=Stage.EXTRACT, reason=reason, at="2026-01-31T10:00:00+00:00")
