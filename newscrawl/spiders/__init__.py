"""The spiders; all of them take the same road."""
