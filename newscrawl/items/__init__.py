"""What newscrawl hands on: articles, rejects, and the JSON Schema both keep to."""
