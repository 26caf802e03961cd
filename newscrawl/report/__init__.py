"""Web pages that explain: what was made of a page, block by block and field by field."""
