"""Statuses, redirects and refusals."""

from email.utils import formatdate
from time import time

from farm import Exchange, story_html
from fault import Fault, outcomes

PAGE = story_html(8)
REFUSED = outcomes("fetch/blocked")
STATUS = outcomes("fetch/http_status")
LOOP = outcomes("fetch/too_many_redirects")
PUT_OFF = outcomes("article", "waiting")


class Http(Fault):
    kind = "http"


class Turned(Http):
    def target(self, x: Exchange) -> str:
        raise NotImplementedError

    async def serve(self, x: Exchange) -> None:
        await x.send(status=302, Location=self.target(x))


class RedirectToItself(Turned):
    outcome = LOOP

    def target(self, x: Exchange) -> str:
        return x.path


class RedirectWithoutEnd(Turned):
    outcome = LOOP

    def target(self, x: Exchange) -> str:
        return f"{x.path}/more"


class RedirectToFile(Turned):
    outcome = STATUS

    def target(self, x: Exchange) -> str:
        return "file:///etc/hostname"


class RedirectToData(Turned):
    outcome = STATUS

    def target(self, x: Exchange) -> str:
        return "data:text/html,<p>x"


class RedirectToScript(Turned):
    outcome = STATUS | outcomes("fetch/bad_response")

    def target(self, x: Exchange) -> str:
        return "javascript:alert(1)"


class RedirectToNowhere(Turned):
    outcome = outcomes("fetch/bad_response", "fetch/http_status")

    def target(self, x: Exchange) -> str:
        return "http://[::1/x"


class RedirectToNoPort(Turned):
    outcome = outcomes("fetch/bad_response", "fetch/http_status", "fetch/connection", "fetch/dns")

    def target(self, x: Exchange) -> str:
        return f"http://{x.host}:99999/x"


class RedirectToPrivateAddress(Turned):
    outcome = outcomes("scope/address_refused")

    def target(self, x: Exchange) -> str:
        return f"http://127.0.0.1:{x.farm.port}/admin"


class RedirectWithCredentials(Http):
    outcome = outcomes("article")

    async def serve(self, x: Exchange) -> None:
        if x.path.endswith("behind"):
            assert "authorization" not in x.headers
            await x.send(PAGE)
        else:
            target = f"http://user:secret@{x.host}:{x.farm.port}/behind"
            await x.send(status=302, Location=target)


class RedirectWithoutTarget(Http):
    outcome = STATUS

    async def serve(self, x: Exchange) -> None:
        await x.send(status=301)


class CookieLoop(Http):
    outcome = LOOP

    async def serve(self, x: Exchange) -> None:
        if "cookie" in x.headers:
            await x.send(PAGE)
        else:
            await x.send(status=302, Location=x.path, Set_Cookie="seen=1")


class Refreshed(Http):
    def target(self, x: Exchange) -> str:
        raise NotImplementedError

    async def serve(self, x: Exchange) -> None:
        await x.send(f'<meta http-equiv="refresh" content="0;url={self.target(x)}">')


class RefreshToItself(Refreshed):
    outcome = LOOP

    def target(self, x: Exchange) -> str:
        return x.path


class RefreshToPrivateAddress(Refreshed):
    outcome = outcomes("scope/address_refused")

    def target(self, x: Exchange) -> str:
        return f"http://127.0.0.1:{x.farm.port}/admin"


class RefreshToFile(Refreshed):
    outcome = outcomes("extract/no_story", "extract/not_article", "decode/empty")

    def target(self, x: Exchange) -> str:
        return "file:///etc/hostname"


class TooManyRequestsOnce(Http):
    outcome = outcomes("article")

    async def serve(self, x: Exchange) -> None:
        if x.attempt == 1:
            await x.send(status=429, Retry_After="1")
        else:
            await x.send(PAGE)


class TooManyRequestsAlways(Http):
    outcome = outcomes("waiting")
    others = PUT_OFF

    async def serve(self, x: Exchange) -> None:
        await x.send(status=429, Retry_After="1")


class UnavailableUntilADate(Http):
    outcome = outcomes("article")

    async def serve(self, x: Exchange) -> None:
        if x.attempt == 1:
            await x.send(status=503, Retry_After=formatdate(time() + 1, usegmt=True))
        else:
            await x.send(PAGE)


class UnavailableForHours(Http):
    outcome = outcomes("waiting")
    others = PUT_OFF

    async def serve(self, x: Exchange) -> None:
        await x.send(status=503, Retry_After="7200")


class RetryAfterNonsense(Http):
    outcome = STATUS

    async def serve(self, x: Exchange) -> None:
        await x.send(status=503, Retry_After="when it rains")


class BadGatewayOnce(Http):
    outcome = outcomes("article")

    async def serve(self, x: Exchange) -> None:
        await x.send(PAGE, status=502 if x.attempt == 1 else 200)


class Answered(Http):
    status = 200

    async def serve(self, x: Exchange) -> None:
        await x.send(PAGE, status=self.status)


class ServerError(Answered):
    status = 500
    outcome = STATUS


class NotFound(Answered):
    status = 404
    outcome = STATUS


class Gone(Answered):
    status = 410
    outcome = STATUS


class Unauthorised(Answered):
    status = 401
    outcome = REFUSED


class Forbidden(Answered):
    status = 403
    outcome = REFUSED


class UnavailableByLaw(Answered):
    status = 451
    outcome = REFUSED


class NineNineNine(Answered):
    status = 999
    outcome = REFUSED


class Teapot(Answered):
    status = 418
    outcome = STATUS


class NotModifiedUnasked(Http):
    outcome = STATUS | outcomes("article")

    async def serve(self, x: Exchange) -> None:
        await x.send(status=304, length=None)


class NoContent(Http):
    outcome = outcomes("decode/empty")

    async def serve(self, x: Exchange) -> None:
        await x.send(status=204, length=None)


class CanonicalElsewhere(Http):
    outcome = outcomes("article")

    async def serve(self, x: Exchange) -> None:
        await x.send(story_html(81, head='<link rel="canonical" href="http://127.0.0.1/admin">'))
