"""The site that `crawl.py` crawls: stories of one size, no two alike, served by a process of its own.

The pages are the demo newsroom's, in its templates, with other paragraphs each, and filled up to size as
portals fill theirs: style sheets, the application's state as JSON, and cards of other stories.
"""

import asyncio
import json
import random
import socket
from dataclasses import replace
from html import escape
from multiprocessing.connection import Connection
from typing import Final

from newscrawl.demo.newsroom import Newsroom, Story
from newscrawl.demo.pages import Pages
from newscrawl.items.article import Block

PAGE_BYTES: Final = 150_000
_PARAGRAPHS: Final = 9
_PATH: Final = "/desh/zile-ki-khabar-{}.html"
_FIRST: Final = 10_000_000
_STYLE_SHARE, _STATE_SHARE = 0.30, 0.54
"""Of what fills a page up; the rest are cards. It gives 540 elements and 160 links in 150 KB; 134 real pages, 8 of
them Hindi, have 490 to 520 and 90 to 110.
"""


class Press:
    """The pages by number; the same number gives the same page."""

    def __init__(self, size: int = PAGE_BYTES, base: str = "http://127.0.0.1") -> None:
        newsroom = Newsroom()
        stories = [
            story
            for story in newsroom.stories
            if story.record.language == "hi" and story.record.kind == "article" and not story.record.quirks
        ]
        self.pool = sorted(
            {
                block.text
                for story in stories
                for block in story.blocks
                if block.kind == "paragraph" and len(block.text) > 120
            }
        )
        pages = Pages(newsroom, base)
        self.frames = [_cut(_frame(pages, story, stories, size)) for story in stories[:16]]

    def page(self, number: int) -> bytes:
        """The page of a number, whole."""
        dice = random.Random(number)
        frame = self.frames[number % len(self.frames)]
        texts = dice.sample(self.pool, _PARAGRAPHS)
        filled = {str(at): f"{text} ({number + at})".encode() for at, text in enumerate(texts)}
        filled["N"], filled["P"] = str(1_000 + number).encode(), str(_FIRST + number).encode()
        return b"".join(part if name is None else filled[name] for part, name in frame)


def path_of(number: int) -> str:
    """Where a story is served."""
    return _PATH.format(_FIRST + number)


def serve(pipe: Connection, size: int = PAGE_BYTES) -> None:
    """Serve on a loopback port, told through `pipe`, until it is closed."""
    asyncio.run(_serve(pipe, size))


async def _serve(pipe: Connection, size: int) -> None:
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    port = listener.getsockname()[1]
    press = Press(size, f"http://127.0.0.1:{port}")
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answer(press), sock=listener)
    pipe.send(port)
    await loop.run_in_executor(None, pipe.poll, None)
    server.close()


class _Answer(asyncio.Protocol):
    """HTTP/1.1, kept alive, GET only: as little work as will do, so that the crawler is what is measured."""

    def __init__(self, press: Press) -> None:
        self.press = press
        self.got = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.got += data
        while b"\r\n\r\n" in self.got:
            head, _, self.got = self.got.partition(b"\r\n\r\n")
            self._answer(head.split(b" ", 2)[1])

    def _answer(self, path: bytes) -> None:
        name = path.rpartition(b"-")[2].removesuffix(b".html")
        status, body = "200 OK", b""
        if name.isdigit():
            body = self.press.page(int(name) - _FIRST)
        else:
            status = "404 Not Found"
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        self.transport.writelines((head.encode(), body))


def _frame(pages: Pages, story: Story, others: list[Story], size: int) -> list[str]:
    """The story's page, cut where its number (N) and paragraphs (0 to 8) go: text, name, text, name, text."""
    record = replace(story.record, title=f"{story.record.title} \x00N\x00")
    blocks = tuple(Block(kind="paragraph", text=f"\x00{at}\x00") for at in range(_PARAGRAPHS))
    path = _PATH.format("\x00P\x00")
    html = pages.article(replace(story, record=record, blocks=blocks, path=path))
    html = html.replace("\\u0000", "\x00")
    missing = size - len(html.encode()) - _PARAGRAPHS * 540
    head, body, rest = html.partition("</head>")
    html = head + _style(int(missing * _STYLE_SHARE)) + body + rest
    state = _state(others, int(missing * _STATE_SHARE))
    cards = _cards(others, int(missing * (1 - _STYLE_SHARE - _STATE_SHARE)))
    return html.replace("</body>", f"{cards}{state}</body>").split("\x00")


def _cut(frame: list[str]) -> list[tuple[bytes, str | None]]:
    """The parts of a frame, encoded, or the name of what goes there."""
    return [(part.encode(), part if turn % 2 else None) for turn, part in enumerate(frame)]


def _style(size: int) -> str:
    rule = ".tdm-{0}-col .mod-{0}{{display:flex;padding:{0}px 12px;border-bottom:1px solid #e4e4e4}}\n"
    rules: list[str] = []
    while size > 0:
        rules.append(rule.format(len(rules)))
        size -= len(rules[-1])
    return f"<style>{''.join(rules)}</style>"


def _state(stories: list[Story], size: int) -> str:
    entries: list[dict[str, object]] = []
    while size > 0:
        story = stories[len(entries) % len(stories)]
        entry: dict[str, object] = {
            "id": len(entries),
            "t": story.record.title,
            "u": story.path,
            "w": [640, 360],
        }
        entries.append(entry)
        size -= len(json.dumps(entry, ensure_ascii=False).encode())
    text = json.dumps(entries, ensure_ascii=False).replace("</", "<\\/")
    return f"<script>window.__feed={text};</script>"


def _cards(stories: list[Story], size: int) -> str:
    cards: list[str] = []
    while size > 0:
        story = stories[len(cards) % len(stories)]
        title, path = escape(story.record.title), escape(story.path)
        cards.append(
            f'<div class="card col-4"><a href="{path}"><img src="/m/{len(cards)}.jpg" alt="" width="320">'
            f'</a><h3 class="card-title"><a href="{path}">{title}</a></h3><span class="ago">2 घंटे पहले</span></div>\n'
        )
        size -= len(cards[-1].encode())
    return f'<aside class="more-stories"><h2>और ख़बरें</h2>{"".join(cards)}</aside>'
