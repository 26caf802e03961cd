"""`scrapy crawl` in this project: Scrapy's command, with an exit code that means something."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["archive", "-a", "path=page.html"], 0),
        (["urls", "-a", "urls=http://127.0.0.1:1/"], 4),
        (["urls"], 2),
        (["archive", "-a", "path=page.html", "-s", "NEWSCRAWL_OUTPUT_DIR=page.html/output"], 3),
        (["no_such_spider"], 1),
    ],
)
def test_exit_codes(arguments: list[str], code: int, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    paragraph = "नगर पालिका ने वार्ड के पुराने कुएं की सफाई कराई और पानी की जांच के नमूने भोपाल भेजे हैं।"
    page.write_text(
        f'<html lang="hi"><body><article><h1>कुएं की सफाई हुई</h1><p>{paragraph}</p></article></body></html>'
    )
    arguments = [one.replace("page.html", str(page)) for one in arguments]
    output = [
        "-s",
        f"NEWSCRAWL_OUTPUT_DIR={tmp_path / 'output'}",
        "-s",
        "NEWSCRAWL_ALLOW_ADDRESSES=127.0.0.0/8",
    ]
    run = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", *output, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == code, run.stderr
