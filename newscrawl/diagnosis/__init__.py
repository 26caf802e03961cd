"""How well a publisher's rule fits the site it describes, told from what the site answered today."""
