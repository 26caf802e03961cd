"""Pages read in processes beside the crawl's own, so that its event loop has time for the network."""
