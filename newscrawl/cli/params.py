"""Option types shared by subcommands; each refuses a wrong value with a line that shows a right one."""

import ipaddress
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    # Newer releases of click give the type a parameter, which older ones do not know at run time.
    _TextParam = click.ParamType[str]
    _PairParam = click.ParamType[tuple[str, str]]
else:
    _TextParam = _PairParam = click.ParamType


class Age(_TextParam):
    """`7d`, `12h`, `30m`, `1w`: a period, as the setting NEWSCRAWL_MAX_AGE takes it."""

    name = "PERIOD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The period as it was written."""
        from newscrawl.spiders.since import parse_age  # noqa: PLC0415 - loads the date parser

        try:
            parse_age(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return str(value)


class Since(_TextParam):
    """`2d`, `12h`, `30m`, `1w`, or an ISO date or time; gives the moment as ISO 8601 in UTC.

    A date alone, and a time without an offset, are UTC.
    """

    name = "PERIOD|DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The moment as text, as the setting NEWSCRAWL_SINCE takes it."""
        from newscrawl.spiders.since import parse_since  # noqa: PLC0415 - loads the date parser

        try:
            moment = parse_since(str(value))
            text = moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""
        except (ValueError, OverflowError):
            moment, text = None, ""
        if moment is None:
            self.fail(f"{value!r} is no period or date; write 2d, 12h, 1w or 2026-01-31", param, ctx)
        if moment > datetime.now(UTC):
            self.fail(f"{value!r} lies in the future", param, ctx)
        return text


class Languages(_TextParam):
    """`hi`, `any`, or codes joined by commas (`hi,mr`); gives them as one string without repetitions."""

    name = "CODE[,CODE]|any"
    _code = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The codes joined by commas, or `any`."""
        codes = [part.strip() for part in str(value).split(",") if part.strip()]
        for code in codes:
            if not self._code.fullmatch(code):
                self.fail(f"{code!r} is no language code; write hi, hi,mr or any", param, ctx)
        if not codes:
            self.fail("no language given; write hi, hi,mr or any", param, ctx)
        if "any" in codes:
            return "any"
        return ",".join(dict.fromkeys(codes))


class Network(_TextParam):
    """An address or a network in CIDR form; gives it in CIDR form."""

    name = "CIDR"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The network, as `127.0.0.0/8`."""
        try:
            return str(ipaddress.ip_network(str(value).strip(), strict=False))
        except ValueError:
            return self.fail(f"{value!r} is no network; write 127.0.0.0/8, 10.1.2.3 or ::1", param, ctx)


class Assignment(_PairParam):
    """`NAME=VALUE` for a Scrapy or newscrawl setting; gives the pair."""

    name = "NAME=VALUE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """The name and the value."""
        if isinstance(value, tuple):
            return value
        name, sign, setting = str(value).partition("=")
        if not sign or not re.fullmatch(r"[A-Z][A-Z0-9_]*", name):
            self.fail(f"{value!r} is no NAME=VALUE; write DOWNLOAD_DELAY=2", param, ctx)
        return name, setting


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def language_option(default: str = "hi") -> Decorator:
    """`--language`, for every command that keeps articles."""
    return click.option(
        "--language",
        type=Languages(),
        default=default,
        show_default=True,
        help="Languages to keep; 'any' keeps all. Others become rejects.",
    )


def allow_address_option() -> Decorator:
    """`--allow-address`, for every command that fetches."""
    return click.option(
        "--allow-address",
        "allow_addresses",
        type=Network(),
        multiple=True,
        help="Network that may be fetched although it is private or loopback. May be repeated.",
    )


def setting_option() -> Decorator:
    """`-s NAME=VALUE`, as in Scrapy."""
    return click.option(
        "-s",
        "--set",
        "assignments",
        type=Assignment(),
        multiple=True,
        help="Scrapy or NEWSCRAWL_ setting for this run. May be repeated.",
    )
