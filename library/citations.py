"""A publication as one line of a reference list, after APA style (7th edition), in plain text."""

import calendar
import re

ALL_AUTHORS_UP_TO = 20  # of more, the first nineteen and the last are named


def apa(publication, authors, address):
    """“English, K., & Jones, S. (2007, March). Title (NCJ 201994). Publisher. https://…”

    `authors` are Author records in the order printed. Without any, the title comes first.
    """
    names = [_author(author) for author in authors]
    date = f"({_date(publication)})."
    title = publication.full_title
    if publication.identifier:
        title = f"{title} ({publication.identifier})"
    opening = [_sentence(_list(names)), date, _sentence(title)] if names else [_sentence(title), date]
    # A body that publishes what it wrote is named once.
    publisher = publication.publisher if publication.publisher not in names else ""
    return " ".join(filter(None, [*opening, _sentence(publisher), address]))


def _author(author):
    initials = _initials(author.given)
    return f"{author.name}, {initials}" if initials else author.name


def _initials(given):
    """“Mary-Ann B.” as “M.-A. B.”"""
    names = filter(None, re.split(r"[\s.]+", given))
    return " ".join("-".join(f"{part[0].upper()}." for part in name.split("-") if part) for name in names).strip()


def _list(names):
    if len(names) > ALL_AUTHORS_UP_TO:
        return ", ".join(names[: ALL_AUTHORS_UP_TO - 1]) + f", … {names[-1]}"
    *first, last = names
    return f"{', '.join(first)}, & {last}" if first else last


def _date(publication):
    if not publication.year:
        return "n.d."
    if not publication.month:
        return str(publication.year)
    day = f" {publication.day}" if publication.day else ""
    return f"{publication.year}, {calendar.month_name[publication.month]}{day}"


def _sentence(text):
    return text if not text or text[-1] in ".?!" else f"{text}."
