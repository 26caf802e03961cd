"""A publisher's rule drafted from its own pages, and the fixture folder that holds a rule to a page."""
