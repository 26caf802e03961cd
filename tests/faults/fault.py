"""What a fault is: a small class that misbehaves for one request, and what must become of its URL."""

from typing import ClassVar

from farm import Exchange, story_html

ANY = frozenset({"*"})


def outcomes(*names: str) -> frozenset[str]:
    return frozenset(names)


class Fault:
    """A misbehaviour. Subclasses of `kind`s serve one story's page wrongly."""

    kind: ClassVar[str] = ""
    outcome: ClassVar[frozenset[str]] = ANY
    """What may become of the URL: `article`, `waiting`, or stage/reason of a reject."""
    others: ClassVar[frozenset[str]] = frozenset({"article"})
    """What may become of the site's other stories."""

    async def serve(self, x: Exchange) -> None:
        raise NotImplementedError


def faults_of(kind: str) -> list[type[Fault]]:
    found: list[type[Fault]] = []
    queue = list(Fault.__subclasses__())
    while queue:
        cls = queue.pop(0)
        below = cls.__subclasses__()
        queue += below
        if cls.kind == kind and not below:
            found.append(cls)
    return found


def site(fault: type[Fault], position: int):
    """A site of numbered stories of which one is served wrongly."""
    misbehaving = fault()

    async def serve(x: Exchange) -> None:
        name = x.path.strip("/").partition("/")[0].partition("?")[0]
        if x.path == "/robots.txt":
            await x.send(status=404)
        elif name == str(position) or not name.isdecimal():
            await misbehaving.serve(x)
        else:
            await x.send(story_html(f"{x.host[4:]}.{name}".replace(".", "")))

    return serve
