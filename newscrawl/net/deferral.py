"""`Deferred`: a request that is not refused, but not for now either."""

from datetime import datetime

from scrapy.exceptions import IgnoreRequest


class Deferred(IgnoreRequest):
    """Ask again at `until`: the URL stays pending, and gets no reject.

    Raised by downloader middlewares. `until` is an aware time; `reason` says why in a few words; with `host`,
    nothing else is asked of that host before then.
    """

    def __init__(self, until: datetime, reason: str, host: str | None = None) -> None:
        super().__init__(f"{reason}, until {until.isoformat(timespec='seconds')}")
        self.until = until
        self.reason = reason
        self.host = host
