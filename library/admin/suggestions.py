"""What a PDF says of itself, offered to staff: title, author, date. Never taken over without a person."""

import re

from django.db.models import Q

from library import dates
from library.admin.names import readable_title
from library.models import Author, Authorship

FACTS = ["title", "author", "date"]


def suggestions(publication):
    """[(fact, what the PDF says, whether a button can take it over), …] where the record says otherwise."""
    file = publication.current_file
    if file is None:
        return []
    offers = [
        ("title", file.suggested_title, file.suggested_title != publication.title, _title_is_free(publication, file)),
        ("author", file.suggested_author, not _has_authors(publication), bool(_known_authors(file.suggested_author))),
        ("date", file.suggested_date, file.suggested_date != publication.published_w3cdtf, publication.year is None),
    ]
    return [(fact, said, usable) for fact, said, differs, usable in offers if said and differs]


def take_over(publication, fact):
    """Puts one suggestion into the record where it says nothing yet; returns whether it did. Does not save it."""
    usable = {offer[0]: offer[1] for offer in suggestions(publication) if offer[2]}
    if fact not in usable:
        return False
    if fact == "title":
        publication.title = usable["title"]
    elif fact == "date":
        publication.year, publication.month, publication.day = dates.parse_partial(usable["date"])
    else:
        authors = enumerate(_known_authors(usable["author"]), start=1)
        Authorship.objects.bulk_create(
            Authorship(publication=publication, author=author, position=place) for place, author in authors
        )
    return True


def _title_is_free(publication, file):
    """A title made from a file's name is no more than a stand-in."""
    return publication.title == readable_title(file.original_name)


def _has_authors(publication):
    return publication.authorship_set.exists()


def _known_authors(text):
    """The authors of the library that a PDF's author line names, in its order; none unless all of them are known."""
    if whole := _known_author(text.strip()):
        return [whole]
    found = [_known_author(name.strip()) for name in re.split(r";| and |&", text) if name.strip()]
    return found if all(found) and len(set(found)) == len(found) else []


def _known_author(name):
    """The author of this name, written “Kim English”, “English, Kim” or as an organization's full name; or None."""
    words = name.split()
    splits = [(name, "")] + [(" ".join(words[i:]), " ".join(words[:i])) for i in range(1, len(words))]
    if name.count(",") == 1:
        splits.append(tuple(part.strip() for part in name.split(",")))
    query = Q(pk=None)
    for family, given in splits:
        query |= Q(name__iexact=family, given__iexact=given)
    return Author.objects.filter(query).first()
