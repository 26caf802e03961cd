"""Whole crawls under signals and limits on the size of files: the script's short form, and its long one."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("kill.py")


def torture(*options: str, timeout: int) -> None:
    run = subprocess.run(
        [sys.executable, SCRIPT, *options], capture_output=True, text=True, timeout=timeout, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert "0 lost, 0 double, 0 torn, accounts add up" in run.stdout


def test_twenty_kills() -> None:
    torture("--kills", "20", "--pages", "700", "--longest", "2", timeout=300)


def test_eight_kills_with_workers() -> None:
    torture("--kills", "8", "--mixed", "2", "--pages", "300", "--longest", "2", "--workers", "2", timeout=300)


@pytest.mark.slow
def test_two_hundred_kills_fifty_mixed_signals_and_fifty_full_disks() -> None:
    torture("--kills", "200", "--mixed", "50", "--limits", "50", timeout=3600)
