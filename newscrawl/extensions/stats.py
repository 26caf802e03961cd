"""Scrapy's stats, without what 2.19 does at each count: it looks whether somebody passes an argument that is
deprecated, which takes longer than to count.
"""

from scrapy.statscollectors import MemoryStatsCollector


class Stats(MemoryStatsCollector):
    """Set as `STATS_CLASS`."""

    __getattribute__ = object.__getattribute__
