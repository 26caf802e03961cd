"""The fixture folders beside this file; run it to see what a folder gives.

python tests/publishers/fixture_folders.py KEY           the page's fields and the document's announcements
python tests/publishers/fixture_folders.py KEY --write   the same into expected.json, to be proofread by hand
"""

import argparse
import json
import sys
from pathlib import Path

from newscrawl.drafting.fixture import Fixture
from newscrawl.publishers.registry import by_key
from newscrawl.publishers.rule import Publisher

FIXTURES = Path(__file__).parent / "fixtures"


def load(root: Path, rules: dict[str, Publisher]) -> list[Fixture]:
    """The fixture folders that are there, in the order of keys."""
    return [Fixture(root / key, rule) for key, rule in sorted(rules.items()) if (root / key).is_dir()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("key")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    fixture = Fixture(FIXTURES / options.key, by_key(options.key))
    text = json.dumps(fixture.read(), ensure_ascii=False, indent=2) + "\n"
    if options.write:
        (fixture.folder / "expected.json").write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    for line in fixture.shortcomings():
        sys.stderr.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
