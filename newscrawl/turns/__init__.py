"""A crawl's dealings with its ledger: every announced URL gets its turn, and every turn its end.

A turn begins when the scheduler leases a URL, and is over when its callback has ended and its item has left
the pipelines. Then its outcome and all it announced are one completion, which the ledger stores in one
transaction.
"""
