"""Breakage watch: what the pages of a publisher give, against what they gave before.

Pure: figures of a page, their sums, and the judgement on them. `newscrawl.ledger.fills` keeps the sums,
`newscrawl.extensions.breakage` asks for the judgement while a crawl runs.
"""
