"""Scrapy commands of this project (`COMMANDS_MODULE`): `scrapy crawl` with exit codes that mean something."""
