"""Web archives: a bounded, verifying WARC reader."""
