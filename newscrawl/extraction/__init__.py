"""From bytes to a labelled page to an article or a reject. No Scrapy, no I/O."""
