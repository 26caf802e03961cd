"""Scrapy extensions: progress and accounts."""
