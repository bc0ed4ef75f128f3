"""Telling what may be about one person from what can be kept. Better ten harmless queries lost than one name kept."""

import re
import unicodedata

MOST_CHARACTERS = 200
MOST_WORDS = 12

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PATTERNS = [
    r"\S@|@\S|\S\s?[\[(]at[\])]\s?\S",  # an e-mail address, or the name of an account
    r"\d{7}",  # an account, an inmate, a telephone
    r"(?<!\d)\d{3}\W{1,3}(?:\d{2}\W{1,3})?\d{4}(?!\d)",  # a telephone, or a Social Security number
    r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})\b|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b",  # a day, such as of birth
    rf"\b{_MONTH}\s+{_DAY},?\s+\d{{4}}\b|\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}\b",
    r"\b(?:born|dob|d\.o\.b|birthdate|birthday|ssn|docket|inmate|case (?:no|number|#))\b.*\d",
    r"\b\d{2,4}-?[a-z]{2,4}-?\d{3,}",  # a court's case number
    r"\b\d{1,6}\s+(?:[\w.]+\s+){1,3}(?:street|st|avenue|ave|road|rd|lane|ln|drive|boulevard|blvd)\b",  # a home
]
_PERSONAL = re.compile("|".join(_PATTERNS), re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d\b")
_SPACED_NUMBER = re.compile(r"(?:\d\W{0,2}){7}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def looks_personal(text):
    """Whether it might name or number one person: longer than a search needs, or with an address, a number, a date.

    A bare name can't be told from a subject, so not by this either.
    """
    if len(text) > MOST_CHARACTERS or len(text.split()) > MOST_WORDS:
        return True
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return bool(_PERSONAL.search(text) or _SPACED_NUMBER.search(_YEAR.sub("x", text)))
