"""Broken and hostile sources, the first, a middle or the last of a site's: what the others announce is had."""

import discovery_faults
from discovery_faults import RobotsFault, SitemapFault, rss, sitemap
from farm import Exchange, farm, story_html
from fault import Fault, faults_of
from fault_runs import Run, crawl

STORIES = 3
POSITIONS = (0, 1, 2)


def news_site(fault: type[Fault], position: int):
    """A home page that names three sources, one of which misbehaves; the others announce a story each."""
    misbehaving = fault()
    at = fault.at  # type: ignore[attr-defined]
    ending = "sitemap" if at.startswith("/sitemap") else "feed"
    sources = [f"/{ending}-{n}.xml" for n in range(3)]
    if at != "/robots.txt":
        sources[position] = at

    async def serve(x: Exchange) -> None:
        path = x.path.partition("?")[0]
        if path == at:
            await misbehaving.serve(x)
        elif path == "/robots.txt":
            lines = [f"Sitemap: {x.base}{path}" for path in sources if ending == "sitemap"]
            await x.send("\n".join(lines), kind="text/plain")
        elif path == "/":
            links = [f'<link rel="alternate" type="application/rss+xml" href="{path}">' for path in sources]
            await x.send(
                f"<!doctype html><title>घर</title>{''.join(links) if ending == 'feed' else ''}<p>नमस्ते"
            )
        elif path in sources:
            link = f"{x.base}/desh/gaon-mein-naya-pul-{100_000 + sources.index(path)}"
            await x.send(rss(link) if ending == "feed" else sitemap(link), kind="application/xml")
        elif path.startswith("/desh/gaon"):
            await x.send(story_html(x.host.replace(".", "") + path[-1]))
        else:
            await x.send(status=404)

    return serve


def check(fault: type[Fault], position: int, run: Run, base: str) -> list[str]:
    kept = [n for n in range(3) if n != position or issubclass(fault, RobotsFault)]
    wrong = []
    for n in kept:
        outcome = run.outcome(f"{base}/desh/gaon-mein-naya-pul-{100_000 + n}")
        # Behind a robots.txt that forbids, the feeds that announce are not read either.
        wanted = {"article"} if not issubclass(fault, RobotsFault) else {"article"} & fault.others or {"lost"}
        if outcome not in wanted:
            wrong.append(f"{fault.__name__} at {position}, story {n}: {outcome}")
    return wrong


def test_what_other_sources_announce_is_had(tmp_path):
    faults = faults_of("discovery")
    assert len(faults) >= 25
    assert SitemapFault not in faults
    pairs = [(f, p) for f in faults for p in (POSITIONS if not issubclass(f, RobotsFault) else POSITIONS[:1])]
    found = [(*pair, f"127.2.1.{n}") for n, pair in enumerate(pairs, start=1)]
    with farm({host: news_site(fault, position) for fault, position, host in found}) as served:
        run = crawl(
            "news",
            tmp_path,
            {"CONCURRENT_REQUESTS": 64, "NEWSCRAWL_HOST_PAUSE": 1, "NEWSCRAWL_MAX_WAIT": 5},
            timeout=240,
            sites=",".join(f"http://{host}:{served.port}/" for *_, host in found),
        )
    wrong = [line for f, p, host in found for line in check(f, p, run, f"http://{host}:{served.port}")]
    assert not wrong, "\n".join(wrong)
    assert "Traceback" not in run.log
    assert [line for line in run.log.splitlines() if " ERROR" in line or " CRITICAL" in line] == []
    assert run.stats["probe/held"] <= 1.0
    assert served.paths("127.0.0.1") == []
    assert all(outcome != "waiting" for outcome in run.ended.values())
    # Depth 3, and no file of an endless index more than once.
    endless = [served.paths(host) for fault, _, host in found if fault is discovery_faults.SitemapWithoutEnd]
    assert all(len(paths) == len(set(paths)) + paths.count("/robots.txt") - 1 for paths in endless)
    assert all(max(len(path.partition("?")[2]) for path in paths) <= 3 for paths in endless)
    assert all(len(paths) <= 1_010 for paths in endless)
