"""Where stories are announced: feeds, sitemaps, listing pages. Bytes in, announcements out; no I/O."""
