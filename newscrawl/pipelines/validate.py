"""Holds articles to the published schema before anything is stored."""

from newscrawl.items.article import Article
from newscrawl.items.reject import Reason, Reject, Stage
from newscrawl.items.schema import to_dict, validate


class ValidatePipeline:
    """Turns an article that breaks the schema into a reject that says how."""

    def process_item(self, item: object) -> object:
        """An article in, it or its reject out; other items pass."""
        if not isinstance(item, Article):
            return item
        problems = validate(to_dict(item))
        if not problems:
            return item
        return Reject.of(item, Stage.VALIDATE, Reason.SCHEMA, "; ".join(problems[:3]))
