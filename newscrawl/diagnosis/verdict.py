"""From what was seen of a publisher to a verdict with its reasons. Pure: nothing is fetched or read here."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, Literal

from newscrawl.diagnosis.advice import lines_for
from newscrawl.diagnosis.facts import check_facts
from newscrawl.diagnosis.observed import Cause, Diagnosis, SampleSeen, SourceSeen, Verdict, Visit, told
from newscrawl.diagnosis.samples import fill_of
from newscrawl.publishers.rule import Publisher
from newscrawl.urls import canonical_key

NEEDED: Final = ("title", "text", "published_at")
"""Fields every article of a paper has; the others depend on its house style."""
ENOUGH: Final = 0.8
"""Share of samples that must have them, and on which a layout must hold: four of five."""
_GRAVITY: Final = {"broken": 0, "degraded": 1, "note": 2}
_PLACES: Final = 3
"""Addresses that a reason names, and more."""
_EXPLAINED: Final = frozenset({"failing", "gone", "blocked", "unasked", "unreachable"})
_SAID: Final = {
    "stale": "stale",
    "empty": "without a story of ours",
    "misread": "other than the rule says",
    "gone": "gone",
    "failing": "failing",
    "blocked": "refused by the server",
    "disallowed": "forbidden by robots.txt",
    "unreachable": "out of reach",
    "unasked": "not asked",
}


def diagnose(rule: Publisher, visit: Visit, day: date) -> Diagnosis:
    """The verdict on a publisher, with what its file should say now; `day` is the day of the visit."""
    sources = tuple(read.seen for read in visit.sources)
    facts = check_facts(rule, visit, day)
    fields = fill_of(visit.samples)
    reasons = [*_of_sources(sources), *_of_samples(visit.samples), *_of_languages(rule, visit.samples)]
    reasons += _of_hosts(visit)
    for field in fields:
        if field.name in NEEDED and field.of and field.filled < ENOUGH * field.of:
            text = f"{field.name} is missing on {field.of - field.filled} of {field.of} articles"
            reasons.append(Cause(weight="degraded", text=text))
    for fact in facts:
        if fact.today == "contradicted" and fact.fact in {"article_pattern", "amp", "politeness"}:
            text = f"{fact.fact}: {fact.detail}"
            reasons.append(Cause(weight="degraded" if fact.fact == "article_pattern" else "note", text=text))
    verdict, why = _verdict(visit, sources, reasons)
    if why:
        reasons.insert(0, Cause(weight="broken", text=why))
    newest = max(
        (source for source in sources if source.newest is not None and source.age_hours is not None),
        key=lambda source: -(source.age_hours or 0.0),
        default=None,
    )
    return Diagnosis(
        key=rule.key,
        name=rule.name,
        name_latin=rule.name_latin,
        home=rule.home,
        verdict=verdict,
        reasons=tuple(sorted(reasons, key=lambda reason: _GRAVITY[reason.weight])),
        newest=newest.newest if newest is not None else None,
        age_hours=newest.age_hours if newest is not None else None,
        robots=visit.robots,
        hosts=visit.hosts,
        sources=sources,
        samples=visit.samples,
        fields=fields,
        facts=facts,
        write=lines_for(rule, facts, f"{day:%Y-%m}"),
        unlisted=_unlisted(rule, visit),
        seconds=round(visit.seconds, 1),
    )


def _verdict(visit: Visit, sources: Sequence[SourceSeen], reasons: Sequence[Cause]) -> tuple[Verdict, str]:
    """The verdict, and the reason that is not among the others yet."""
    of_samples = [sample.state for sample in visit.samples]
    of_sources = [source.state for source in sources]
    states: list[str] = [host.state for host in visit.hosts]
    asked = [state for state in (*states, *of_sources, *of_samples) if state != "unasked"]
    useful = any(source.stories for source in sources)
    if asked and all(state == "unreachable" for state in asked):
        details = [one.detail for one in visit.hosts] + [one.detail for one in sources]
        how = Counter(filter(None, details)).most_common(1)
        return "unreachable", f"nothing could be fetched: {how[0][0]}" if how else "nothing could be fetched"
    if "article" in of_samples:
        return ("degraded" if any(one.weight != "note" for one in reasons) else "healthy"), ""
    if "disallowed" in of_samples or (not useful and "disallowed" in of_sources):
        return "refused", "robots.txt forbids what we need"
    if of_samples and all(state == "unreachable" for state in of_samples):
        return "unreachable", f"its articles cannot be reached: {visit.samples[0].detail}"
    # With stories in hand, or sources not asked, there might have been articles.
    promising = useful or "unasked" in of_sources or not asked
    if promising and not visit.complete and all(state == "unasked" for state in of_samples):
        return "unfinished", "it was left before an article was looked at"
    if not of_samples:
        return "broken", "no article to look at" if useful else "no source announces an article"
    return "broken", "no sample gives an article"


def _of_sources(sources: Sequence[SourceSeen]) -> Iterator[Cause]:
    """One reason for each way in which sources are not well, with the addresses."""
    by_state: dict[tuple[str, str], list[SourceSeen]] = {}
    for source in sources:
        if source.state != "ok":
            detail = source.detail if source.state in _EXPLAINED else ""
            by_state.setdefault((source.state, detail), []).append(source)
    for (state, detail), found in by_state.items():
        said = _SAID[state] + (f" ({detail})" if detail else "")
        many = f"{len(found)} of {len(sources)} sources {said}: "
        yield Cause(weight="degraded", text=many + _some(_label(source) for source in found))


def _label(source: SourceSeen) -> str:
    if source.state == "stale" and source.age_hours is not None:
        return f"{source.url} ({age_text(source.age_hours)} old)"
    if source.state == "misread":
        return f"{source.url} ({source.form} is {(source.read_as or 'unreadable').replace('_', ' ')})"
    return source.url


def _of_samples(samples: Sequence[SampleSeen]) -> Iterator[Cause]:
    failed: dict[str, list[str]] = {}
    for sample in samples:
        if sample.state != "article":
            why = sample.detail or sample.state
            failed.setdefault(why, []).append(sample.url)
    for why, urls in failed.items():
        yield Cause(
            weight="degraded",
            text=f"{len(urls)} of {len(samples)} samples give no article ({why}): {_some(urls)}",
        )
    ruled = [sample for sample in samples if sample.layout is not None]
    aside = [sample for sample in ruled if sample.layout == "set_aside"]
    if ruled and len(ruled) - len(aside) < ENOUGH * len(ruled):
        why = Counter(sample.layout_detail for sample in aside).most_common(1)[0][0]
        text = f"the layout is set aside on {len(aside)} of {len(ruled)} articles: {why}"
        yield Cause(weight="degraded", text=text)
    elif aside:
        text = f"the layout is set aside on {len(aside)} of {len(ruled)} articles: {aside[0].layout_detail}"
        yield Cause(weight="note", text=text)


def _of_languages(rule: Publisher, samples: Sequence[SampleSeen]) -> Iterator[Cause]:
    found = Counter(sample.language for sample in samples if sample.language not in {None, "und"})
    others = found.total() - found[rule.language]
    if others:
        named = ", ".join(f"{number} in {code}" for code, number in found.items() if code != rule.language)
        # A quotation or a song makes a single short page read so.
        weight: Literal["degraded", "note"] = "degraded" if others * 2 > found.total() else "note"
        text = f"{others} of {found.total()} articles are not in {rule.language}: {named}"
        yield Cause(weight=weight, text=text)


def _of_hosts(visit: Visit) -> Iterator[Cause]:
    for place, host in enumerate(visit.hosts):
        if host.state not in {"ok", "unasked"}:
            why = f" ({host.detail})" if host.detail not in {"", host.state} else ""
            text = f"{host.host}: {host.state}{why}"
            yield Cause(weight="note" if place else "degraded", text=text)
    for robots in visit.robots:
        if robots.status is not None and (robots.status >= 500 or robots.status == 429):
            text = f"{robots.origin}/robots.txt gives HTTP {robots.status}, which forbids all"
            yield Cause(weight="degraded", text=text)


def _unlisted(rule: Publisher, visit: Visit) -> tuple[str, ...]:
    known = {canonical_key(source.url) for source in rule.sources}
    # What an index of the rule leads to is read with it.
    known |= {canonical_key(part) for read in visit.sources for part in read.parts}
    return tuple(told(url, 2_048) for url in visit.named if canonical_key(url) not in known)


def _some(texts: Iterable[str]) -> str:
    found = list(texts)
    rest = len(found) - _PLACES
    return ", ".join(found[:_PLACES]) + (f" and {rest} more" if rest > 0 else "")


def age_text(hours: float | None) -> str:
    """`25 min`, `3 h`, `12 d`: an age as people say it; '' when not known. A moment ahead is `0 min`."""
    if hours is None:
        return ""
    if hours < 1:
        return f"{max(0, round(hours * 60))} min"
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} d"
