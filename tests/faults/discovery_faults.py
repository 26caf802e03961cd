"""Sources that are broken, endless or hostile: feeds, sitemaps, robots.txt."""

import asyncio
import gzip

from farm import Exchange
from fault import Fault

RSS = '<?xml version="1.0" encoding="UTF-8"?>{dtd}<rss version="2.0"><channel><title>ताज़ा</title>{items}</channel></rss>'
MAP = '<?xml version="1.0" encoding="UTF-8"?>{dtd}<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</{root}>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "हाहाहाहाहाहाहाहा">'
    + "".join(
        f'<!ENTITY {name} "{"&" + before + ";" * 1}{("&" + before + ";") * 9}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def rss(*links: str, dtd: str = "", before: str = "") -> str:
    items = "".join(
        f"<item><title>समाचार {n}</title><link>{link}</link></item>" for n, link in enumerate(links)
    )
    return RSS.format(dtd=dtd, items=before + items)


def sitemap(*links: str, root: str = "urlset", dtd: str = "") -> str:
    inner = "url" if root == "urlset" else "sitemap"
    return MAP.format(
        dtd=dtd, root=root, items="".join(f"<{inner}><loc>{link}</loc></{inner}>" for link in links)
    )


class Discovery(Fault):
    kind = "discovery"
    at = "/feed-bad.xml"
    """The address of the source that misbehaves."""


class FeedWithLaughs(Discovery):
    async def serve(self, x: Exchange) -> None:
        await x.send(
            rss(f"{x.base}/desh/story-900001", dtd=LAUGHS, before="<item><title>&i;</title></item>"),
            kind="application/xml",
        )


class FeedWithForeignEntity(Discovery):
    async def serve(self, x: Exchange) -> None:
        dtd = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b SYSTEM "http://127.0.0.1:{x.farm.port}/b">]>'
        await x.send(rss(dtd=dtd, before="<item><title>&a;&b;</title></item>"), kind="application/xml")


class FeedWithForeignDtd(Discovery):
    async def serve(self, x: Exchange) -> None:
        dtd = f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:{x.farm.port}/rss.dtd">'
        await x.send(rss(dtd=dtd), kind="application/xml")


class FeedWithNul(Discovery):
    async def serve(self, x: Exchange) -> None:
        await x.send(rss(before="<item><title>क\0&nbsp;ख &copy</title></item>"), kind="application/rss+xml")


class FeedCutShort(Discovery):
    async def serve(self, x: Exchange) -> None:
        await x.send(rss(*(f"{x.base}/desh/none-{n}" for n in range(5)))[:200], kind="application/rss+xml")


class FeedEmpty(Discovery):
    async def serve(self, x: Exchange) -> None:
        await x.send(b"", kind="application/rss+xml")


class FeedThatIsAPage(Discovery):
    async def serve(self, x: Exchange) -> None:
        await x.send("<!doctype html><title>रखरखाव</title><p>थोड़ी देर में लौटें", kind="text/html")


class FeedReset(Discovery):
    async def serve(self, x: Exchange) -> None:
        x.reset()


class FeedHangs(Discovery):
    async def serve(self, x: Exchange) -> None:
        await asyncio.sleep(10)


class FeedOfManyAttributes(Discovery):
    async def serve(self, x: Exchange) -> None:
        attributes = " ".join(f'a{n}="1"' for n in range(50_000))
        await x.send(rss(before=f"<item {attributes}><title>x</title></item>"), kind="application/rss+xml")


class FeedNestedDeep(Discovery):
    async def serve(self, x: Exchange) -> None:
        await x.send(rss(before="<item>" * 50_000), kind="application/rss+xml")


class FeedOfBadLinks(Discovery):
    async def serve(self, x: Exchange) -> None:
        links = [
            "http://[::1",
            "http://a:abc/x",
            "http://a.in:99999/x",
            "javascript:alert(1)",
            "file:///etc/passwd",
        ]
        links += [
            "http://user:pw@127.0.0.1/x",
            "data:text/html,x",
            "//",
            "",
            "http://",
            "\ud7ff:",
            "ftp://a.in/x",
        ]
        await x.send(rss(*links), kind="application/rss+xml")


class FeedBomb(Discovery):
    packed = gzip.compress(bytes(64 << 20))

    async def serve(self, x: Exchange) -> None:
        await x.send(self.packed, kind="application/rss+xml", Content_Encoding="gzip")


class FeedJsonNested(Discovery):
    async def serve(self, x: Exchange) -> None:
        await x.send('{"items":' + "[" * 200_000, kind="application/feed+json")


class SitemapFault(Discovery):
    at = "/sitemap-bad.xml"


class SitemapWithLaughs(SitemapFault):
    async def serve(self, x: Exchange) -> None:
        await x.send(sitemap(f"{x.base}/desh/&i;", dtd=LAUGHS), kind="application/xml")


class SitemapOfItself(SitemapFault):
    async def serve(self, x: Exchange) -> None:
        await x.send(
            sitemap(x.base + self.at, x.base + self.at + "?again", root="sitemapindex"),
            kind="application/xml",
        )


class SitemapWithoutEnd(SitemapFault):
    """Each index names ten more."""

    async def serve(self, x: Exchange) -> None:
        links = [f"{x.base}{self.at}?{x.path.partition('?')[2]}{n}" for n in range(10)]
        await x.send(sitemap(*links, root="sitemapindex"), kind="application/xml")


class SitemapBomb(SitemapFault):
    packed = gzip.compress(bytes(128 << 20))

    async def serve(self, x: Exchange) -> None:
        await x.send(self.packed, kind="application/gzip")


class SitemapEmpty(SitemapFault):
    async def serve(self, x: Exchange) -> None:
        await x.send(b"", kind="application/xml")


class SitemapOfSpace(SitemapFault):
    async def serve(self, x: Exchange) -> None:
        await x.send(b" \n" * 500, kind="application/xml")


class SitemapNestedDeep(SitemapFault):
    async def serve(self, x: Exchange) -> None:
        await x.send(sitemap().replace("</urlset>", "<url>" * 100_000), kind="application/xml")


class SitemapOfTraps(SitemapFault):
    async def serve(self, x: Exchange) -> None:
        links = [
            f"{x.base}/calendar/{year}/{month:02}" for year in range(2090, 2099) for month in range(1, 13)
        ]
        links += [f"{x.base}/a" + "/a" * n for n in range(3, 30)]
        links += [f"{x.base}/desh/story-{n}?PHPSESSID={n:032x}" for n in range(30)]
        await x.send(sitemap(*links), kind="application/xml")


class SitemapTruncated(SitemapFault):
    async def serve(self, x: Exchange) -> None:
        whole = gzip.compress(sitemap(*(f"{x.base}/none-{n}" for n in range(500))).encode())
        await x.send(whole[: len(whole) // 2], kind="application/gzip")


class RobotsFault(Discovery):
    """What cannot be read allows everything or nothing; nothing else may come of it."""

    at = "/robots.txt"
    others = frozenset({"article", "robots/robots_unreachable", "robots/disallowed"})


class RobotsServerError(RobotsFault):
    others = frozenset({"robots/robots_unreachable"})

    async def serve(self, x: Exchange) -> None:
        await x.send(status=500)


class RobotsReset(RobotsFault):
    others = frozenset({"fetch/connection", "robots/robots_unreachable"})

    async def serve(self, x: Exchange) -> None:
        x.reset()


class RobotsHangs(RobotsFault):
    others = frozenset({"robots/robots_unreachable"})

    async def serve(self, x: Exchange) -> None:
        await asyncio.sleep(10)


class RobotsForbidden(RobotsFault):
    others = frozenset({"article"})

    async def serve(self, x: Exchange) -> None:
        await x.send(status=403)


class RobotsLoop(RobotsFault):
    others = frozenset({"article"})

    async def serve(self, x: Exchange) -> None:
        await x.send(status=302, Location=x.path)


class RobotsOfManyNames(RobotsFault):
    others = frozenset({"robots/disallowed"})
    body = (
        "User-agent: *\nDisallow: /\n"
        + "".join(f"User-agent: a{n}\n" for n in range(9_000))
        + "Disallow: /x\n" * 20_000
    )

    async def serve(self, x: Exchange) -> None:
        await x.send(self.body, kind="text/plain")


class RobotsWithoutEnd(RobotsFault):
    others = frozenset({"robots/disallowed"})

    async def serve(self, x: Exchange) -> None:
        await x.send("User-agent: *\nDisallow: /\n", kind="text/plain", length=None)
        while not x.writer.transport.is_closing():
            await x.raw(b"# and so on\n" * 3_000)


class RobotsThatIsAPage(RobotsFault):
    others = frozenset({"article"})

    async def serve(self, x: Exchange) -> None:
        await x.send("<!doctype html><title>x</title>" + "<p>y" * 100_000)


class RobotsDisallows(RobotsFault):
    others = frozenset({"robots/disallowed"})

    async def serve(self, x: Exchange) -> None:
        await x.send("User-agent: foo\nUser-agent: newscrawl bot\nDisallow: /", kind="text/plain")
