"""`Reject`: the account of a page that did not become an article."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from newscrawl.items.article import Article


class Stage(StrEnum):
    """Where on the road the page ended."""

    SCOPE = "scope"
    ROBOTS = "robots"
    FETCH = "fetch"
    DECODE = "decode"
    PARSE = "parse"
    EXTRACT = "extract"
    LANGUAGE = "language"
    VALIDATE = "validate"


class Reason(StrEnum):
    """Why it ended: a closed set. `Reject.detail` carries the particulars."""

    # scope
    OFF_SITE = "off_site"
    NOT_HTTP = "not_http"
    BAD_URL = "bad_url"
    TOO_OLD = "too_old"
    TRAP = "trap"
    LIMIT = "limit"
    ADDRESS_REFUSED = "address_refused"
    # robots
    DISALLOWED = "disallowed"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    TDM_RESERVED = "tdm_reserved"
    # fetch
    HTTP_STATUS = "http_status"
    BLOCKED = "blocked"
    DNS = "dns"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    TLS = "tls"
    TRUNCATED = "truncated"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_RESPONSE = "bad_response"
    # decode
    EMPTY = "empty"
    NOT_HTML = "not_html"
    TOO_LARGE = "too_large"
    UNDECODABLE = "undecodable"
    # parse
    MALFORMED = "malformed"
    TOO_DEEP = "too_deep"
    TOO_MANY_NODES = "too_many_nodes"
    TAG_TOO_LONG = "tag_too_long"
    # extract
    NO_STORY = "no_story"
    NOT_ARTICLE = "not_article"
    LISTING = "listing"
    SOFT_404 = "soft_404"
    SEVERAL_STORIES = "several_stories"
    INTERNAL_ERROR = "internal_error"
    # language
    OTHER_LANGUAGE = "other_language"
    LANGUAGE_UNKNOWN = "language_unknown"
    # validate
    SCHEMA = "schema"
    DUPLICATE = "duplicate"
    DUPLICATE_URL = "duplicate_url"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """Why a page is not among the articles. Nothing vanishes without one."""

    url: str | None = None
    """The page's URL. None for text or files without one."""
    stage: Stage
    """Where on the road it ended."""
    reason: Reason
    """Why, from the closed set."""
    detail: str = ""
    """The particulars in a few words: a status code, a language. Empty when the reason says it all."""
    at: str | None = None
    """When, ISO 8601 in UTC. None outside a crawl."""

    @classmethod
    def of(cls, article: "Article", stage: Stage, reason: Reason, detail: str = "") -> Self:
        """The reject of a page that was read as `article`: under its URL, at the time of its fetch."""
        return cls(url=article.url, stage=stage, reason=reason, detail=detail, at=article.fetched_at)
