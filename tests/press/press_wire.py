"""The wire of the simulated press: every host is the one server on loopback, under its own name.

Named in DOWNLOAD_HANDLERS by the crawl under test, which runs in a process of its own. All of newscrawl stands in
front of it: scope, robots.txt, pace, retries and the guard of addresses.
"""

import os
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response

from newscrawl.net.handler import GuardedHandler

PORT = "PRESS_PORT"
HOSTS = "PRESS_HOSTS"


class _ToLoopback(HTTP11DownloadHandler):
    async def download_request(self, request: Request) -> Response:
        parts = urlsplit(request.url)
        if parts.hostname not in os.environ[HOSTS].split(","):
            raise CannotResolveHostError(f"no such host in the simulated press: {parts.hostname}")
        address = parts._replace(scheme="http", netloc=f"127.0.0.1:{os.environ[PORT]}").geturl()
        sent = request.replace(url=address)
        sent.headers["Host"] = parts.netloc
        response = await super().download_request(sent)
        request.meta["download_latency"] = sent.meta.get("download_latency", 0.0)
        return response.replace(url=request.url)


class PressHandler(GuardedHandler, _ToLoopback):
    """newscrawl's own handler, whose connections all go to one port of this machine."""
