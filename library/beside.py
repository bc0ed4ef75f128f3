"""What other parts of the site have to say on the page of a publication or of a topic.

The library knows none of them: they register a function when they are ready, and it asks. (Records that the search
finds are registered with library.search.kinds.)
"""

from collections import defaultdict
from typing import NamedTuple


class Link(NamedTuple):
    title: str
    address: str
    note: str = ""


class Section(NamedTuple):
    """Links under a heading. `rest`: the address of all, where these are only the first; `rest_title`: what it says."""

    heading: str
    links: list[Link]
    rest: str = ""
    rest_title: str = ""


_functions = defaultdict(list)


def register(model, function):
    """Have function(record) asked for Sections about each record of a model. What is empty is not shown."""
    _functions[model].append(function)


def beside(record):
    """The Sections about a publication or a topic, each with something in it."""
    return [section for function in _functions[type(record)] for section in function(record) if section.links]
