class SearchUnavailable(Exception):
    """There is no index that can be read at this moment. Pages say so and offer browsing; it heals by itself."""
