"""Documents on their way to other programs: which forms there are, and how much of a list one file holds."""

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from library.metadata import bibtex, ris, table
from library.models import Authorship

MOST = 2000  # documents in one file
_AT_ONCE = 200  # documents read from the database, and sent, at a time

# The ending of addresses: a module with MEDIA_TYPE, opening(note) and entry(publication, address, download).
FORMS = {"csv": table, "ris": ris, "bib": bibtex}
# What each form of a list is called, with the name of its address and its media type; the first is the feed.
OF_A_LIST = [
    ("Atom feed", "library:feed", "application/atom+xml"),
    ("CSV", "library:results-csv", "text/csv"),
    ("RIS", "library:results-ris", "application/x-research-info-systems"),
    ("BibTeX", "library:results-bib", "application/x-bibtex"),
]


def other_forms(selection):
    """[(what it is called, address, media type), …] of a list in its other forms."""
    query = query_of(selection.address())
    return [(label, reverse(name) + query, media_type) for label, name, media_type in OF_A_LIST]


def title(selection):
    """What a list is called: the words looked for and the filters that are on."""
    return " – ".join(filter(None, [selection.q, *(on.label for on in selection.filters), "Library"]))


def query_of(address):
    """“?…” of an address, or an empty string."""
    return "".join(address.partition("?")[1:])


def with_authors(publications):
    """The publications, with their authors in the order printed; two queries for any number of them."""
    prefetch_related_objects(publications, Prefetch("authorship_set", Authorship.objects.select_related("author")))
    return publications


def lines(form, publications, absolute):
    """The text of a file, in pieces: the first MOST of the publications. `absolute` makes addresses so."""
    total = len(publications)
    note = f"The first {MOST:,} of {total:,} documents. Narrow the list to get the others." if total > MOST else ""
    yield FORMS[form].opening(note)
    for start in range(0, min(total, MOST), _AT_ONCE):
        some = with_authors(publications[start : min(start + _AT_ONCE, MOST)])
        yield "".join(line(form, publication, absolute) for publication in some)


def line(form, publication, absolute):
    """One publication in one of the forms."""
    file = publication.current_file
    download = absolute(file.get_absolute_url()) if file else None
    return FORMS[form].entry(publication, absolute(publication.get_absolute_url()), download)


def file_name(form, total):
    """What a list is saved as. It says so when the list is longer than the file."""
    return f"library-first-{MOST}-of-{total}.{form}" if total > MOST else f"library.{form}"
