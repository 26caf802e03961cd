"""Keeps the languages asked for; the others become rejects."""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from newscrawl.hindi.language import detect_language
from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject, Stage

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

ANY = "any"


def wanted_languages(setting: Any) -> frozenset[str]:
    """The codes of a setting: `hi`, `hi,mr`, a list, or `any`. Empty settings mean `any`."""
    parts = setting.split(",") if isinstance(setting, str) else list(setting or ())
    return frozenset(str(part).strip() for part in parts if str(part).strip()) or frozenset({ANY})


def judge_language(article: Article, wanted: Collection[str]) -> Article | Reject:
    """The article with its language filled, or a reject that names the language it is in."""
    if article.language is None:
        article = replace(article, language=detect_language(article.text))
    code = article.language or "und"
    if ANY in wanted or code in wanted:
        return article
    reason = Reason.LANGUAGE_UNKNOWN if code == "und" else Reason.OTHER_LANGUAGE
    return Reject.of(article, Stage.LANGUAGE, reason, "" if code == "und" else code)


class LanguagePipeline:
    """Turns articles in other languages than NEWSCRAWL_LANGUAGE into rejects."""

    def __init__(self, wanted: Collection[str]) -> None:
        self.wanted = wanted

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Reads NEWSCRAWL_LANGUAGE."""
        return cls(wanted_languages(crawler.settings.get("NEWSCRAWL_LANGUAGE")))

    def process_item(self, item: object) -> object:
        """An article in, it or its reject out; other items pass."""
        return judge_language(item, self.wanted) if isinstance(item, Article) else item
