"""The inspector's page in a real browser: headless Chromium, talking to loopback alone.

A wrapper page on the same origin holds the inspector's page in frames as wide as a phone and as a desk, works its
buttons, measures, and writes what it found into its own DOM, which `--dump-dom` prints.
"""

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from inspected import HOSTILE, demo_page, long_page

from newscrawl.report.inspection import Inspection, inspect_html, inspect_text
from newscrawl.report.render import render

CHROMIUM = next(
    filter(
        None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))
    ),
    None,
)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine (apt-get install chromium)"
)

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--enable-logging=stderr",
    "--log-level=0",
)
PHONE, DESK = 390, 1400

WRAPPER = """<!doctype html><meta charset="utf-8"><title>measuring</title>
<iframe id="phone" width="{phone}" height="844" src="/{name}"></iframe>
<iframe id="desk" width="{desk}" height="1000" src="/{name}"></iframe>
<script>
const visible = (doc) => [...doc.querySelectorAll("tr[data-role]")].filter((row) => row.offsetHeight > 0);
const roles = (doc) => [...new Set(visible(doc).map((row) => row.dataset.role))].sort();
function measure(frame) {{
  const win = frame.contentWindow, doc = frame.contentDocument, root = doc.documentElement;
  const found = {{rows: doc.querySelectorAll("tr[data-role]").length, shown: visible(doc).length}};
  found.inner = win.innerWidth;
  found.width = root.scrollWidth;
  found.wide = [...doc.body.querySelectorAll("*")].filter((e) => !e.closest(".grid, thead") &&
    e.getBoundingClientRect().right > win.innerWidth + 1).map((e) => e.outerHTML.slice(0, 120)).slice(0, 3);
  found.pwned = typeof win.pwned;
  found.scripts = doc.scripts.length;
  const cells = [...doc.querySelectorAll("tr[data-role] td.text")];
  found.stacked = cells.every((cell) => win.getComputedStyle(cell).display === "block");
  const fold = doc.querySelector("main .fold");
  if (fold) {{
    const before = fold.offsetHeight;
    fold.querySelector("summary").click();
    found.unfolded = fold.offsetHeight > before;
    fold.querySelector("summary").click();
    found.folded = fold.offsetHeight === before;
  }}
  const press = (selector) => {{
    const button = doc.querySelector(selector);
    if (!button) return null;
    button.click();
    return {{pressed: button.getAttribute("aria-pressed"), shown: visible(doc).length, roles: roles(doc),
      told: doc.getElementById("told").textContent}};
  }};
  found.kept = press("button[data-set=kept]");
  found.dropped = press("button[data-set=dropped]");
  found.all = press("button[data-set=all]");
  found.chip = press("button.chip");
  found.again = press("button.chip");
  const button = doc.querySelector("button.chip");
  if (button) {{
    button.focus();
    found.focus = doc.activeElement === button && button.matches(":focus");
  }}
  return found;
}}
addEventListener("load", () => {{
  const result = {{}};
  for (const id of ["phone", "desk"]) result[id] = measure(document.getElementById(id));
  const out = document.createElement("pre");
  out.id = "result";
  out.textContent = JSON.stringify(result);
  document.body.append(out);
}});
</script>"""


@contextmanager
def served(pages: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The pages on a loopback port; yields its address and the paths that were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body = pages.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def browse(found: Inspection, folder: Path) -> dict[str, Any]:
    """What the wrapper measured; fails on any message in the browser's console and any foreign request."""
    wrapper = WRAPPER.format(name="page.html", phone=PHONE, desk=DESK)
    with served({"/": wrapper, "/page.html": render(found)}) as (address, asked):
        run = subprocess.run(
            [
                CHROMIUM,
                *FLAGS,
                f"--user-data-dir={folder / 'profile'}",
                "--window-size=1500,2000",
                "--dump-dom",
                address,
            ],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=120,
            check=False,
        )
    told = run.stderr[-2000:]
    assert run.returncode == 0, told
    assert [line for line in run.stderr.splitlines() if re.search(r"CONSOLE[:(]", line)] == []
    assert {path for path in asked if path != "/favicon.ico"} == {"/", "/page.html"}
    dom = lxml.html.document_fromstring(run.stdout)
    results = dom.xpath("//pre[@id='result']")
    assert results, told
    return json.loads(results[0].text_content())


def assert_fits(found: Inspection, measured: dict[str, Any]) -> None:
    rows = len(found.rows)
    for name, width in (("phone", PHONE), ("desk", DESK)):
        seen = measured[name]
        assert seen["rows"] == seen["shown"] == rows
        assert seen["inner"] == width
        assert seen["width"] <= seen["inner"], seen["wide"]
        assert seen["wide"] == []
        assert seen["pwned"] == "undefined"
        assert seen["scripts"] == 1
    if rows:
        assert measured["phone"]["stacked"]
        assert not measured["desk"]["stacked"]


def test_a_story(tmp_path):
    url, html = demo_page()
    found = inspect_html(html, url, url)
    measured = browse(found, tmp_path)
    assert_fits(found, measured)
    kept_roles = sorted(entry.role for entry in found.legend if entry.kept)
    first = found.legend[0]
    rows = len(found.rows)
    for seen in measured.values():
        assert (seen["kept"]["shown"], seen["kept"]["roles"]) == (found.kept, kept_roles)
        assert seen["kept"]["told"] == f"{found.kept} of {rows} blocks"
        assert seen["dropped"]["shown"] == rows - found.kept
        assert not set(seen["dropped"]["roles"]) & set(kept_roles)
        assert (seen["all"]["shown"], seen["all"]["told"]) == (rows, f"all {rows} blocks")
        assert (seen["chip"]["pressed"], seen["chip"]["shown"]) == ("false", rows - first.blocks)
        assert first.role not in seen["chip"]["roles"]
        assert (seen["again"]["pressed"], seen["again"]["shown"]) == ("true", rows)
        assert seen["unfolded"]
        assert seen["folded"]
        assert seen["focus"]


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(
            inspect_html(HOSTILE, '"><script>window.pwned=11</script>', "https://example.com/a"), id="hostile"
        ),
        pytest.param(inspect_html(b"", "empty.html"), id="empty"),
        pytest.param(
            inspect_html(
                long_page(300).replace(
                    "<p>7.", f"<p><a href=https://example.com/{'x' * 900}>{'अ' * 900}</a>"
                ),
                "l" * 300,
            ),
            id="long",
        ),
        pytest.param(inspect_text("होम\nराज्य\nखेल\n", "page.txt"), id="refused text"),
    ],
)
def test_odd_pages_fit_too(found, tmp_path):
    assert_fits(found, browse(found, tmp_path))
