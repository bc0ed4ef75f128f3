class SearchUnavailable(Exception):
    """There is no index that can be read at this moment. Pages say so and offer browsing; it heals by itself."""


class Busy(SearchUnavailable):
    """Somebody else is writing, and did not finish in the time allowed."""
