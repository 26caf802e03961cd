"""Whether there is a network: told at once, whatever way it is missing."""

import socket
import threading
from time import monotonic

import pytest

from newscrawl.cli.app import run
from newscrawl.cli.errors import Exit
from newscrawl.cli.network import PATIENCE, has_proxy, why_offline

HOSTS = [f"host{number}.example" for number in range(8)]


def nowhere(host):
    raise socket.gaierror(-3, "Temporary failure in name resolution")


def no_route():
    return False


def a_route():
    return True


def test_without_a_route_nothing_is_asked():
    asked = []
    assert (
        why_offline(HOSTS, resolve=asked.append, has_route=no_route) == "no route leads out of this machine"
    )
    assert asked == []


def test_one_name_that_leads_somewhere_is_enough():
    def only_the_last(host):
        if host != HOSTS[-1]:
            nowhere(host)

    assert why_offline(HOSTS, resolve=only_the_last, has_route=a_route) is None


def test_names_that_lead_nowhere():
    began = monotonic()
    assert why_offline(HOSTS, resolve=nowhere, has_route=a_route) == "none of 8 names can be resolved"
    assert monotonic() - began < 5


def test_a_resolver_that_hangs_is_not_waited_for():
    hanging = threading.Event()
    began = monotonic()
    why = why_offline(HOSTS, resolve=lambda _host: hanging.wait(20), has_route=a_route, patience=0.2)
    hanging.set()
    assert why == "none of 8 names was resolved in 0.2 s"
    assert monotonic() - began < 5


def test_names_that_are_no_names_are_no_crash():
    assert (
        why_offline(["a" * 70 + ".example", "\ud800"], has_route=a_route) == "none of 2 names can be resolved"
    )


def test_the_system_is_asked_by_default():
    assert why_offline(["localhost"], has_route=a_route) is None


def test_a_proxy_of_the_environment(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert not has_proxy()
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:3128")
    assert has_proxy()


@pytest.mark.parametrize("arguments", [["--all"], ["jagran", "bbc_hindi"]])
def test_the_doctor_says_it_at_once_in_one_line(arguments, capfd, monkeypatch, tmp_path):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("newscrawl.cli.network._has_route", no_route)
    began = monotonic()
    assert run(["doctor", *arguments, "--output", str(tmp_path)]) == Exit.NOTHING_FETCHED
    assert monotonic() - began < PATIENCE + 5
    captured = capfd.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "newscrawl: no network: no route leads out of this machine. Connect this machine, or check its DNS.\n"
    )
    assert list(tmp_path.iterdir()) == []
