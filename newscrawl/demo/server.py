"""The newsroom on loopback: a small HTTP server of the standard library, in a thread or in the foreground."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from newscrawl.demo.newsroom import Newsroom
from newscrawl.demo.routes import Response, Routes

HOST = "127.0.0.1"
_IDLE_SECONDS = 5


class Request(NamedTuple):
    """A request the server has answered."""

    path: str
    """Path with query, as asked."""
    status: int
    """Status of the answer."""
    user_agent: str
    """The client's User-Agent header; '' when it sent none."""


class NewsroomServer:
    """A newsroom that listens. Use `serve`, which starts and closes it.

    `requests` grows in the order of the answers; `newsroom` may be replaced while the server runs
    (`publish`), which is how a test changes a story between two crawls.
    """

    def __init__(self, newsroom: Newsroom, port: int = 0) -> None:
        self.requests: list[Request] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            """Answers GET and HEAD from the routes; every answer closes its connection."""

            protocol_version = "HTTP/1.1"
            server_version = "nginx"
            sys_version = ""
            timeout = _IDLE_SECONDS

            def do_GET(self) -> None:
                """Answer a request."""
                path, _, query = self.path.partition("?")
                headers = {name.lower(): value for name, value in self.headers.items()}
                response = server.routes.respond(path, query, headers)
                server.requests.append(Request(self.path, response.status, headers.get("user-agent", "")))
                with suppress(ConnectionError):
                    self._send(response)

            do_HEAD = do_GET  # noqa: N815 (the base class dispatches on the method's name)

            def _send(self, response: Response) -> None:
                self.close_connection = True
                self.send_response(response.status)
                self.send_header("Content-Type", response.content_type)
                self.send_header("Connection", "close")
                for name, value in response.headers.items():
                    self.send_header(name, value)
                if response.status != 304:
                    self.send_header("Content-Length", str(len(response.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(response.body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (base class)
                """Log nothing: the requests are in `NewsroomServer.requests`."""

        self._http = ThreadingHTTPServer((HOST, port), Handler)
        # Threads are joined at the close, so that no socket outlives the server; idle ones end by themselves.
        self._http.daemon_threads = False
        self.base_url = f"http://{HOST}:{self._http.server_address[1]}"
        self.routes = Routes(newsroom, self.base_url)
        self._thread: threading.Thread | None = None

    @property
    def newsroom(self) -> Newsroom:
        """What is being served."""
        return self.routes.newsroom

    def publish(self, newsroom: Newsroom) -> None:
        """Serve another newsroom from now on, under the same address."""
        self.routes = Routes(newsroom, self.base_url)

    def start(self) -> None:
        """Answer requests in a thread until `close`."""
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="demo newsroom")
        self._thread.start()

    def close(self) -> None:
        """Stop listening; returns when every connection is closed."""
        if self._thread is not None:
            self._http.shutdown()
            self._thread.join()
            self._thread = None
        self._http.server_close()


@contextmanager
def serve(
    newsroom: Newsroom | None = None, *, port: int = 0, now: datetime | None = None
) -> Iterator[NewsroomServer]:
    """A newsroom served on 127.0.0.1 while the block runs.

    `port` 0 takes a free one (`base_url` says which); `now` fixes the clock of the package's own content when
    no `newsroom` is given. Raises OSError when the port is taken.
    """
    server = NewsroomServer(newsroom or Newsroom(now=now), port)
    server.start()
    try:
        yield server
    finally:
        server.close()
