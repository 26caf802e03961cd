"""What to write into a publisher's file after a look at its site."""

import json
from collections.abc import Sequence
from typing import Final

from newscrawl.diagnosis.observed import FactSeen, told
from newscrawl.limits import LIMITS
from newscrawl.publishers.rule import Publisher

_SINGLE: Final = frozenset({"sources", "kinds", "amp", "layouts"})
"""Facts of several parts, each of which may say by itself how it is known."""


def lines_for(rule: Publisher, facts: Sequence[FactSeen], month: str) -> tuple[str, ...]:
    """The changes, a line each, `month` as in `2026-11`: the entries of `known`, then what today contradicts,
    then what single sources, kinds, twins and layouts should say of themselves.
    """
    entries: list[str] = []
    parts: list[str] = []
    own = _known_by_themselves(rule)
    seen = f"seen {month}"
    for name in dict.fromkeys(fact.fact for fact in facts):
        group = [fact for fact in facts if fact.fact == name]
        shared = [fact for fact in group if fact.at not in own]
        holding = [fact for fact in shared if fact.today == "verified"]
        others = [fact for fact in shared if fact.today in {"doubtful", "unchecked"}]
        # What holds is written once when it is the greater part; the others keep what was known of them.
        together = len(holding) > len(others) if name in _SINGLE else len(holding) == len(shared)
        if holding and together:
            if any(fact.write for fact in holding):
                entries.append(f'known["{name}"] = "{seen}"')
                parts += [_part(fact, fact.was) for fact in others]
        elif name in _SINGLE:
            parts += [_part(fact, seen) for fact in holding if fact.write]
        parts += [_part(fact, seen) for fact in group if fact.at in own and fact.write]
    against = [_against(fact, month) for fact in facts if fact.today == "contradicted"]
    return tuple(told(line, LIMITS.url_chars + 400) for line in (*entries, *against, *parts))


def _part(fact: FactSeen, known: str) -> str:
    return f'{fact.fact}: {_quoted(fact.at)}, known="{known}"'


def _against(fact: FactSeen, month: str) -> str:
    where = f" {_quoted(fact.at)}" if fact.at else ""
    return f'{fact.fact}:{where} does not hold in {month}, was "{fact.was}": {fact.detail}'


def _known_by_themselves(rule: Publisher) -> set[str]:
    """Sources, kinds, twins and layouts that say themselves how they are known, as facts name them."""
    found = {source.url for source in rule.sources if source.known}
    found |= {kind.name for kind in rule.kinds if kind.known}
    found |= {twin.amp for twin in rule.amp if twin.known}
    return found | {f"since {layout.since}" for layout in rule.layouts if layout.known}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
