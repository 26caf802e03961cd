"""Leaves out what a publisher has reserved from text and data mining, where the user asks for that."""

from typing import TYPE_CHECKING, Self

from scrapy.exceptions import NotConfigured

from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject, Stage

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def judge_rights(article: Article) -> Article | Reject:
    """The article, or its reject when it is reserved: by the TDM Reservation Protocol, or by `noai`.

    A protocol's 0 outweighs nothing: who says `noai` beside it has said so.
    """
    rights = article.rights
    why = "tdm-reservation" if rights.tdm_reservation else "noai" if rights.noai else ""
    if not why:
        return article
    detail = f"{why} {rights.tdm_policy}" if rights.tdm_policy else why
    return Reject.of(article, Stage.ROBOTS, Reason.TDM_RESERVED, detail)


class RightsPipeline:
    """Turns reserved articles into rejects, with NEWSCRAWL_RESPECT_TDM."""

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Disabled without NEWSCRAWL_RESPECT_TDM."""
        if not crawler.settings.getbool("NEWSCRAWL_RESPECT_TDM"):
            raise NotConfigured
        return cls()

    def process_item(self, item: object) -> object:
        """An article in, it or its reject out; other items pass."""
        return judge_rights(item) if isinstance(item, Article) else item
