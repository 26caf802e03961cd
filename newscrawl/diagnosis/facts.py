"""Each fact of a rule beside what its site showed today."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from newscrawl.diagnosis.observed import FactSeen, Finding, SampleSeen, SourceSeen, Visit, told, told_url
from newscrawl.diagnosis.sources import on_site, sources_of
from newscrawl.hindi.script import comparison_key
from newscrawl.publishers.rule import Layout, Publisher
from newscrawl.reading import bare_address
from newscrawl.urls import canonical_key
from newscrawl.urls.tracking import untracked

_MOST: Final = 0.8
"""Share of the cases from which a fact holds."""
_FEWEST: Final = 3
"""Addresses, below which a pattern that misses them is not contradicted."""
_SOURCE: Final[dict[str, Finding]] = {
    "ok": "verified",
    "stale": "doubtful",
    "empty": "doubtful",
    "misread": "contradicted",
    "gone": "contradicted",
}
"""What a source's state says of the rule; a server that fails or refuses says nothing of it."""


def check_facts(rule: Publisher, visit: Visit, day: date) -> tuple[FactSeen, ...]:
    """Every fact that says how it is known, in the order of the file, as seen on `day`."""
    month = f"seen {day:%Y-%m}"
    checks: tuple[Callable[[], Iterator[FactSeen]], ...] = (
        lambda: _hosts(rule, visit),
        lambda: _sources(rule, visit),
        lambda: _pattern(rule, visit),
        lambda: _kinds(rule, visit),
        lambda: _twins(rule, visit),
        lambda: _layouts(rule, visit, day),
        lambda: _datelines(rule, visit),
        lambda: _pace(rule, visit),
    )
    return tuple(
        FactSeen(
            fact=fact.fact,
            at=fact.at,
            was=fact.was,
            today=fact.today,
            detail=told(fact.detail),
            write=month if fact.today == "verified" and fact.was != month else "",
        )
        for check in checks
        for fact in check()
    )


def _fact(
    rule: Publisher, name: str, today: Finding, detail: str = "", *, at: str = "", known: str | None = None
) -> FactSeen:
    was = known or rule.known.get(name, "unverified")
    return FactSeen(fact=name, at=at, was=was, today=today, detail=detail)


def _hosts(rule: Publisher, visit: Visit) -> Iterator[FactSeen]:
    """The hosts whose home pages were asked, as one fact; nobody asks old hosts and those of AMP copies."""
    asked = [host for host in visit.hosts if host.state != "unasked"]
    if not asked or all(host.state == "unreachable" for host in asked):
        yield _fact(rule, "hosts", "unchecked", "none answered" if asked else "none was asked")
        return
    dead = [host.host for host in asked if host.state == "unreachable"]
    moved = [host for host in asked if host.final_url and not on_site(rule, host.final_url)]
    if moved:
        where = ", ".join(f"{host.host} leads to {host.final_url}" for host in moved)
        yield _fact(rule, "hosts", "contradicted", where)
    elif dead:
        yield _fact(rule, "hosts", "doubtful", f"did not answer: {', '.join(dead)}")
    else:
        yield _fact(rule, "hosts", "verified", f"answered: {', '.join(host.host for host in asked)}")


def _sources(rule: Publisher, visit: Visit) -> Iterator[FactSeen]:
    for source, read in zip(sources_of(rule), visit.sources, strict=False):
        if rule.sources:
            seen = read.seen
            today = _SOURCE.get(seen.state, "unchecked")
            yield _fact(rule, "sources", today, _told_source(seen), at=source.url, known=source.known)


def _told_source(seen: SourceSeen) -> str:
    if seen.state in {"ok", "stale", "empty"}:
        newest = f", newest {seen.newest}" if seen.newest else ""
        moved = canonical_key(seen.final_url or seen.url) != canonical_key(seen.url)
        where = f", leads to {seen.final_url}" if moved else ""
        return f"{seen.state}: {seen.read_as}, {seen.stories} stories{newest}{where}"
    if seen.state == "misread":
        return f"{seen.form} is {seen.read_as or 'nothing we can read'} {seen.detail}".rstrip()
    return f"{seen.state}: {seen.detail}" if seen.detail else seen.state


def _pattern(rule: Publisher, visit: Visit) -> Iterator[FactSeen]:
    """Of what feeds and news sitemaps announce on the site, all but pages of other kinds are articles."""
    if rule.article_pattern is None:
        return
    told_of: dict[str, bool] = {}
    for read in visit.sources:
        for one in read.announcements:
            bare = untracked(one.url)
            url = rule.article_of(bare) or bare
            if one.kind in {"feed", "news_sitemap"} and on_site(rule, url):
                kind = rule.kind_of(url)
                if kind in {"article", None}:
                    told_of[url] = kind == "article"
    gave = sum(sample.state == "article" for sample in visit.samples)
    fits, total = sum(told_of.values()), len(told_of)
    detail = (
        f"{fits} of {total} announced addresses match, {gave} of {len(visit.samples)} samples are articles"
    )
    missed = next((url for url, fit in told_of.items() if not fit), None)
    if missed is not None:
        detail += f"; not {told_url(missed)}"
    if total >= _FEWEST and fits < _MOST * total:
        yield _fact(rule, "article_pattern", "doubtful" if fits * 2 >= total else "contradicted", detail)
    else:
        yield _fact(rule, "article_pattern", "verified" if gave else "unchecked", detail)


def _kinds(rule: Publisher, visit: Visit) -> Iterator[FactSeen]:
    addresses = [untracked(one.url) for read in visit.sources for one in read.announcements]
    addresses += visit.linked
    example: dict[str, str] = {}
    for url in addresses:
        if on_site(rule, url):
            example.setdefault(rule.kind_of(url) or "", url)
    for kind in rule.kinds:
        found = example.get(kind.name)
        today: Finding = "verified" if found is not None else "unchecked"
        detail = f"announced: {told_url(found)}" if found is not None else "none is announced today"
        yield _fact(rule, "kinds", today, detail, at=kind.name, known=kind.known)


def _twins(rule: Publisher, visit: Visit) -> Iterator[FactSeen]:
    named = [(one.url, one.amp_url) for one in visit.samples if one.amp_url is not None]
    for twin in rule.amp:
        fits = [
            (amp, ours) for url, amp in named if (ours := twin.amp_of(url) or twin.amp_of(untracked(url)))
        ]
        same = sum(bare_address(amp) == bare_address(ours) for amp, ours in fits)
        if not fits:
            detail = "no sample names an AMP copy"
            today: Finding = "unchecked"
        elif same >= _MOST * len(fits):
            detail, today = f"{same} of {len(fits)} samples name it so", "verified"
        else:
            other = next(amp for amp, ours in fits if bare_address(amp) != bare_address(ours))
            detail = f"{same} of {len(fits)} samples name it so; another: {other}"
            today = "doubtful" if same else "contradicted"
        yield _fact(rule, "amp", today, detail, at=twin.amp, known=twin.known)


def _layouts(rule: Publisher, visit: Visit, day: date) -> Iterator[FactSeen]:
    used = rule.layout_on(day)
    articles = [sample for sample in visit.samples if sample.state == "article"]
    for layout in rule.layouts:
        at = f"since {layout.since}"
        if used is None or layout.since != used.since:
            yield _fact(rule, "layouts", "unchecked", "not in use today", at=at, known=layout.known)
            continue
        today, detail = _layout(layout, articles)
        yield _fact(rule, "layouts", today, detail, at=at, known=layout.known)


def _layout(layout: Layout, articles: list[SampleSeen]) -> tuple[Finding, str]:
    if not articles:
        return "unchecked", "no article to hold it against"
    numbers: Counter[str] = Counter()
    for sample in articles:
        numbers.update(name for name, found in sample.selectors.items() if found)
    stated = list(dict.fromkeys(name for sample in articles for name in sample.selectors))
    of = len(articles)
    found = ", ".join(f"{name} {numbers[name]}/{of}" for name in stated)
    believed = sum(sample.layout == "used" for sample in articles)
    detail = f"found: {found}" if found else ""
    if layout.body or layout.drops:
        detail = f"believed on {believed} of {of} articles; {detail}".removesuffix("; ")
        if not believed:
            why = Counter(sample.layout_detail for sample in articles).most_common(1)[0][0]
            return "contradicted", f"{detail}; {why}"
        if believed < _MOST * of:
            return "doubtful", detail
    missing = [name for name in stated if not numbers[name]]
    return ("doubtful", f"{detail}; never: {', '.join(missing)}") if missing else ("verified", detail)


def _datelines(rule: Publisher, visit: Visit) -> Iterator[FactSeen]:
    openings = [comparison_key(sample.opening) for sample in visit.samples if sample.opening]
    for line in rule.datelines:
        before, _, after = (comparison_key(part) for part in line.partition("{place}"))
        opening = next((text for text in openings if _opens(text, before, after)), None)
        today: Finding = "verified" if opening is not None else "unchecked"
        detail = f"opens: {opening[:60]}" if opening is not None else "no sample opens so"
        yield _fact(rule, "datelines", today, detail, at=line)


def _opens(text: str, before: str, after: str) -> bool:
    """Whether a text opens with `before`, a name of a place (at most forty characters) and `after`."""
    if not text.startswith(before):
        return False
    rest = text[len(before) :]
    end = rest.find(after) if after else -1
    return 1 <= len(rest[:end].strip()) <= 40 if end > 0 else False


def _pace(rule: Publisher, visit: Visit) -> Iterator[FactSeen]:
    if "politeness" not in rule.known:
        return
    asked = [robots.crawl_delay for robots in visit.robots if robots.crawl_delay is not None]
    ours = rule.politeness.delay
    if not asked:
        yield _fact(rule, "politeness", "unchecked", "robots.txt names no Crawl-delay")
    elif max(asked) > ours:
        detail = f"robots.txt asks for {max(asked):g} s, the rule leaves {ours:g} s"
        yield _fact(rule, "politeness", "contradicted", detail)
    else:
        yield _fact(rule, "politeness", "verified", f"robots.txt asks for {max(asked):g} s")
