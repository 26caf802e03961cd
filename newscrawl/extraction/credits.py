"""Names credited in one place of a page, told apart: persons, desks, agencies, the site itself."""

from dataclasses import dataclass, field
from typing import Final

from newscrawl.extraction.names import DOMAIN, is_agency, is_desk, romanised
from newscrawl.extraction.sources import Sources, letters_key

_SITE_CONSONANTS: Final = 4


@dataclass(slots=True)
class Credits:
    """Names found in one place."""

    source: str
    raw: str
    persons: list[str] = field(default_factory=list)
    desks: list[str] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)

    def all(self) -> list[str]:
        """Every name, most telling first."""
        return self.persons + self.desks + self.agencies + self.sites

    def add(self, name: str, sources: Sources, *, in_order: bool) -> None:
        """File a name; `in_order` keeps agencies and desks among the persons, as the page lists them."""
        known = {letters_key(other) for other in self.all()}
        key = letters_key(name)
        if not key or key in known:
            return
        if key in sources.site_keys:
            self.sites.append(name)
        elif is_agency(name):
            self.agencies.append(name)
            if in_order:
                self.persons.append(name)
        elif is_desk(name) and not sources.is_site(name):
            self.desks.append(name)
        elif _is_the_sites(name, sources):
            self.sites.append(name)
        else:
            self.persons.append(name)


def _is_the_sites(name: str, sources: Sources) -> bool:
    """True for the site's name: as stated, as an address, with more words, in the other script."""
    key = letters_key(name)
    return (
        sources.is_site(name)
        or DOMAIN.search(name) is not None
        # "FOCUS online", "Euronews with agencies".
        or any(len(site) >= 5 and key.startswith(site) for site in sources.site_keys)
        or _is_site_in_devanagari(name, sources)
    )


def _is_site_in_devanagari(name: str, sources: Sources) -> bool:
    """True for the site's name as its readers write it, where the page states it in Latin letters alone."""
    key = "" if name.isascii() else romanised(name)
    return len(key) >= _SITE_CONSONANTS and any(romanised(site) == key for site in sources.site_keys)
