"""The colour of each role: green for the story, one family of hues for each kind of what is dropped.

Colours come as ink on a wash, for a light and a dark page. Their lightness is set so far apart that every
pair passes WCAG 2.2 level AA (contrast 4.5); tests/report computes it.
"""

from typing import Final, NamedTuple

KEPT_GROUP: Final = "the story"
_GROUPS: Final[dict[str, dict[str, tuple[int, int]]]] = {
    KEPT_GROUP: {
        "paragraph": (142, 62),
        "heading": (156, 62),
        "list_item": (132, 55),
        "quote": (122, 48),
        "table": (150, 48),
        "live_entry": (112, 50),
    },
    "its head": {
        "title": (216, 80),
        "subtitle": (206, 78),
        "kicker": (198, 74),
        "byline": (224, 78),
        "dateline": (232, 74),
    },
    "its pictures": {"caption": (186, 70), "credit": (178, 60)},
    "other stories": {
        "also_read": (278, 66),
        "related": (268, 66),
        "navigation": (258, 60),
        "breadcrumb": (248, 56),
        "tags": (290, 56),
    },
    "calls": {
        "share": (26, 84),
        "follow": (32, 84),
        "app_promo": (19, 82),
        "channel": (37, 84),
        "newsletter": (42, 84),
        "login": (14, 76),
    },
    "readers": {"comment": (326, 68), "comment_form": (318, 64), "poll": (334, 68), "counter": (308, 54)},
    "business": {"ad": (0, 76), "paywall_notice": (352, 72), "cookie_notice": (6, 60)},
    "notes": {"author_bio": (54, 72), "disclaimer": (48, 66), "copyright": (60, 58)},
    "not the page's text": {
        "widget": (220, 10),
        "hidden": (215, 24),
        "duplicate": (30, 18),
        "repeated": (290, 16),
    },
}
"""Group to its roles, each with hue (degrees) and saturation (percent)."""
OTHER: Final = "other"
"""The name of the colour of a role that is not listed."""
_OTHER_COLOUR: Final = (220, 10)
_ROLES: Final = {role: colour for roles in _GROUPS.values() for role, colour in roles.items()}
_GROUP_OF: Final = {role: group for group, roles in _GROUPS.items() for role in roles}
_ORDER: Final = {role: place for place, role in enumerate(_ROLES)}


class Colours(NamedTuple):
    """How one role is drawn: (hue, saturation, lightness) in degrees and percent."""

    ink: tuple[int, int, int]
    """Letters on the wash."""
    wash: tuple[int, int, int]
    """Behind the role's name."""
    tint: tuple[int, int, int]
    """Behind the whole block."""
    mark: tuple[int, int, int]
    """The stripe beside the block."""


def is_known(role: str) -> bool:
    """True when the role has a colour of its own."""
    return role in _ROLES


def known_roles() -> tuple[str, ...]:
    """Every role with a colour of its own, in the order of the legend."""
    return tuple(_ROLES)


def is_kept(role: str) -> bool:
    """True for the roles that make up the story."""
    return _GROUP_OF.get(role) == KEPT_GROUP


def style_class(role: str) -> str:
    """The CSS class of a role; an unknown one, whatever its name holds, gets that of `OTHER`."""
    return f"r-{role if role in _ROLES else OTHER}"


def legend_order(role: str) -> tuple[int, str]:
    """Sort key: the story first, then as the groups stand here, unknown roles last by name."""
    return _ORDER.get(role, len(_ORDER)), role


def colours(role: str, *, dark: bool = False) -> Colours:
    """The colours of a role on a light or a dark page."""
    hue, saturation = _ROLES.get(role, _OTHER_COLOUR)
    if dark:
        return Colours(
            ink=(hue, min(saturation, 70), 82),
            wash=(hue, saturation // 2, 19),
            tint=(hue, saturation // 3, 14 if is_kept(role) else 11),
            mark=(hue, saturation, 52),
        )
    return Colours(
        ink=(hue, saturation, 22),
        wash=(hue, saturation, 90),
        tint=(hue, saturation, 95 if is_kept(role) else 99),
        mark=(hue, saturation, 44),
    )


def style_sheet() -> str:
    """The CSS custom properties of every role, for light and dark."""
    light = "\n".join(_rule(role, dark=False) for role in (*_ROLES, OTHER))
    dark = "\n".join(_rule(role, dark=True) for role in (*_ROLES, OTHER))
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def _rule(role: str, *, dark: bool) -> str:
    found = colours(role, dark=dark)._asdict()
    values = ";".join(
        f"--role-{name}:hsl({h} {s}% {lightness}%)" for name, (h, s, lightness) in found.items()
    )
    return f".r-{role}{{{values}}}"
