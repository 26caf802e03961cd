"""Sites that behave, in a process of their own: what their visits tell of the crawler is not the farm's doing.

python well_sites.py HOST...     prints its port; when its standard input ends, each visit's host and time
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from farm import Exchange, farm, story_html


async def well(x: Exchange) -> None:
    if x.path == "/robots.txt":
        await x.send(status=404)
    else:
        await x.send(story_html(x.host[-1] + x.path[1:]))


@dataclass
class Well:
    port: int
    times: dict[str, list[float]] = field(default_factory=dict)
    """Host to the moments of its visits, when the block has ended."""


@contextmanager
def well_sites(hosts: list[str]) -> Iterator[Well]:
    with subprocess.Popen(
        [sys.executable, __file__, *hosts], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        found = Well(int(process.stdout.readline()))
        try:
            yield found
        finally:
            for host, moment in json.loads(process.communicate(timeout=20)[0]):
                found.times.setdefault(host, []).append(moment)


if __name__ == "__main__":
    with farm(dict.fromkeys(sys.argv[1:], well)) as served:
        sys.stdout.write(f"{served.port}\n")
        sys.stdout.flush()
        sys.stdin.read()
        sys.stdout.write(json.dumps([(host, moment) for moment, host, _ in served.log]))
