"""The doctor finds what is wrong and says what to do."""

import os
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from newscrawl.cli import checks
from newscrawl.cli.app import run
from newscrawl.cli.errors import Exit


def test_all_is_well_here(capfd, tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.metadata.requires", lambda _name: ["scrapy>=2.19,<3", "click>=8.1.8"])
    assert run(["doctor", "--output", str(tmp_path)]) == Exit.OK
    out = capfd.readouterr().out
    assert "Ready." in out
    assert "scrapy" in out
    assert list(tmp_path.iterdir()) == []


def test_what_fails_is_told_with_its_remedy(capfd, tmp_path):
    file = tmp_path / "file"
    file.touch()
    assert run(["doctor", "--output", str(file / "folder")]) == Exit.FAILURES
    out = capfd.readouterr().out
    assert "FAIL" in out
    assert "--output" in out


@pytest.mark.parametrize(
    ("check", "good"),
    [
        (checks.check_python((3, 11, 0)), True),
        (checks.check_python((3, 10, 14)), False),
        (checks.check_clock(datetime(2026, 11, 22, tzinfo=UTC)), True),
        (checks.check_clock(datetime(1970, 1, 1, tzinfo=UTC)), False),
        (checks.check_encoding("UTF-8"), True),
        (checks.check_encoding("ANSI_X3.4-1968"), False),
        (checks.check_terminal("utf-8", "xterm"), True),
        (checks.check_terminal("ascii", "dumb"), False),
        (checks.check_terminal(None, ""), False),
        (checks.check_disk(Path("output"), lambda _path: (0, 0, 10 * 1024**3)), True),
        (checks.check_disk(Path("output"), lambda _path: (0, 0, 1024)), False),
    ],
)
def test_checks(check, good):
    assert check.ok is good
    assert check.found
    assert bool(check.todo) is not good


def test_disk_that_cannot_be_asked(tmp_path):
    def fail(_path):
        raise OSError(5, "Input/output error")

    assert not checks.check_disk(tmp_path, fail).ok


@pytest.mark.parametrize(
    ("requirement", "good"),
    [
        ("click>=8", True),
        ("click>=900", False),
        ("no-such-package-of-ours", False),
    ],
)
def test_packages(requirement, good):
    (check,) = checks.check_packages([requirement])
    assert check.ok is good
    assert good or "pip install" in check.todo


def test_extras_and_other_systems_are_not_asked_for():
    lines = ["no-such-package; extra == 'dev'", "no-such-package; sys_platform == 'nonesuch'", "not a line!"]
    assert list(checks.check_packages(lines)) == []


def test_output_that_is_missing_can_be_made(tmp_path):
    check = checks.check_output(tmp_path / "a" / "b")
    assert check.ok
    assert not (tmp_path / "a").exists()


def test_output_on_a_full_or_closed_folder(tmp_path, monkeypatch):
    def fail(**_kwargs):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("tempfile.TemporaryFile", fail)
    check = checks.check_output(tmp_path)
    assert not check.ok
    assert "permission denied" in check.found


def test_source_that_is_not_installed(monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.requires", missing)
    (check,) = checks.check_packages()
    assert not check.ok
    assert "pip install" in check.todo


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["bbc_hindii"], "no publisher 'bbc_hindii'. Did you mean bbc_hindi"),
        (
            ["jagran", "no such key at all"],
            "no publisher 'no such key at all'. 'newscrawl publishers' lists them",
        ),
        (["--all", "jagran"], "--all goes with no key"),
        (["--json", "x.json"], "that option goes with publishers"),
        (["-s", "DOWNLOAD_DELAY=2"], "that option goes with publishers"),
        (["jagran", "-s", "NEWSCRAWL_HOST_SECOND=2"], "Did you mean NEWSCRAWL_HOST_SECONDS?"),
        (["jagran", "--seconds", "0"], "--seconds"),
    ],
)
def test_wrong_words_end_in_one_line(arguments, says, capfd):
    assert run(["doctor", *arguments]) == Exit.USAGE
    error = capfd.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_a_report_that_cannot_be_written_is_said_before_anything_is_asked(capfd, tmp_path):
    file = tmp_path / "file"
    file.touch()
    arguments = ["doctor", "jagran", "--json", str(file / "report.json"), "-s", "TWISTED_DNS_RESOLVER=x"]
    assert run(arguments) == Exit.STORAGE
    assert capfd.readouterr().err.count("\n") == 1
