"""A small Hindi newsroom of our own, served on loopback: what `newscrawl demo` and `make crawl` crawl."""
