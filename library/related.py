"""What else to read: public documents that share topics with one, and why each is named.

Found in the catalog's sets, so that a page costs the same in a library of any size.
"""

from itertools import islice

from library.catalog import current_catalog
from library.models import Publication

HOW_MANY = 5
_LOOKED_AT = 3 * HOW_MANY  # some may have been replaced


def related_to(publication, topics):
    """Up to HOW_MANY publications, each with a `reason`.

    First those that share the most of the topics, then those of the same type, then those of the nearest year. One that
    has been replaced is left out: its successor is the one to read.
    """
    names = {topic.pk: topic.name for topic in topics}
    pks = [pk for pk in islice(_nearest(publication, names), _LOOKED_AT) if pk != publication.pk]
    found = Publication.objects.public().filter(replaced_by=None).for_lists().in_bulk(pks)
    related = [found[pk] for pk in pks if pk in found][:HOW_MANY]
    for other in related:
        other.reason = _reason(publication, other, [topic.name for topic in other.topics.all() if topic.pk in names])
    return related


def _nearest(publication, topics):
    """Primary keys of all that share a topic, the nearest first."""
    if not topics:
        return
    catalog = current_catalog()
    of_this_type = catalog.having("type", publication.type_id)
    for sharing in _by_number_shared(catalog, topics):
        yield from _by_year(catalog, sharing & of_this_type, publication.year)
        yield from _by_year(catalog, sharing & ~of_this_type, publication.year)


def _by_number_shared(catalog, topics):
    """The sets of those that share all the topics, all but one, and so on down to one."""
    sharing = [catalog.everything] + [0] * (len(topics) + 1)  # at each place: those that share so many or more
    for topic in topics:
        for number in range(len(topics), 0, -1):
            sharing[number] |= sharing[number - 1] & catalog.having("topic", topic)
    for number in range(len(topics), 0, -1):
        yield sharing[number] & ~sharing[number + 1]


def _by_year(catalog, members, year):
    """Primary keys of a set's publications, those of the nearest year first, those without one last."""
    for other_year in sorted(catalog.sets["year"], key=lambda other: abs(other - (year or other))):
        inside = members & catalog.having("year", other_year)
        members ^= inside
        yield from _pks(catalog, inside)
    yield from _pks(catalog, members)


def _pks(catalog, members):
    while members:
        lowest = members & -members
        yield catalog.pks[lowest.bit_length() - 1]
        members ^= lowest


def _reason(publication, other, shared):
    reason = f"Same topic{'s' if len(shared) > 1 else ''}: {', '.join(shared)}"
    return f"{reason}; newer" if publication.year and (other.year or 0) > publication.year else reason
