"""The lines of a printed page put together again as paragraphs, for reading on a screen.

Extracted text has the line ends of the paper and no paragraphs. The rules here are few and cautious: where they are
wrong, two paragraphs stand as one or one as two, and no word is lost, added or moved. The one thing they undo is a
hyphen at the end of a line.
"""

import re
from dataclasses import dataclass

_BULLET = re.compile(r"[•▪◦‣●■□]|[–—*-] |o (?=[A-Z“(])")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxlc]{2,5})\) |(?:\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVXLC]{2,5})\.? ")
_FOOTNOTE = re.compile(r"\d{1,3} [A-Z“\d]")
_ENDS_A_SENTENCE = re.compile(r"[.!?:][)\]”’\"']*\d{0,3}$")  # the digits are the mark of a footnote
_ENDS_AN_ITEM = re.compile(r"(?:;(?: and| or)?|[—:])$")
_IN_MID_SENTENCE = re.compile(r"(?:^|\s)[^\W\d_A-Z]\S*$|,$")
_ONLY_A_NUMBER = re.compile(r"\d{1,3}")
_INDENT = re.compile(r"[ \t]{2,}(?=\S)|\t")
_HYPHEN_AT_A_LINE_END = re.compile(r"-\s*\n")
_HYPHENATED = re.compile(r".*\w-")
_LETTERS = re.compile(r"[^\W\d_]+")

# A line whose next word would have fitted into this part of the page's usual width was ended on purpose.
_ROOM = 0.92

# Words before and after a hyphen that stay hyphenated when a line ends there: “evidence-based”, “self-report”.
_KEEPS_AFTER = re.compile("self|well|non|post|pre|co|multi|long|short|high|low|cross|ex|half|all|one|two|three|first")
_KEEPS_BEFORE = re.compile(
    "based|related|specific|wide|term|time|risk|level|old|years?|known|driven|led|oriented|centered|focused"
    "|up|off|out|in|by|of|to|the|and|or"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as shown, and which words of the page's text (counted from 0) it was made from: two, after a hyphen."""

    text: str
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    words: list[Word]
    after_blank: bool
    indented: bool
    is_last: bool = False

    @property
    def is_row(self):
        """Whether it looks like a row of a table, or an entry of a table of contents: mostly figures and dots."""
        without_letters = sum(not _LETTERS.search(word.text) for word in self.words)
        return without_letters >= 3 and without_letters * 5 >= len(self.words) * 2


def paragraphs(text):
    """[[Word, …], …], one list a paragraph, in the order of the text."""
    lines = list(_lines(text))
    lengths = sorted(len(line.text) for line in lines)
    full = lengths[len(lengths) * 9 // 10] if lengths else 0
    vocabulary = set(re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower()))
    found, previous = [], None
    for line in lines:
        if previous is None or _begins(line, previous, full):
            found.append(list(line.words))
        else:
            _append(found[-1], line.words, vocabulary)
        if previous is None or line.is_last or not _ONLY_A_NUMBER.fullmatch(line.text):
            previous = line
    return found


def reading_text(text):
    """The text in one line, words that were divided at the end of a line put together."""
    if not _HYPHEN_AT_A_LINE_END.search(text):
        return " ".join(text.split())
    return " ".join(word.text for paragraph in paragraphs(text) for word in paragraph)


def _lines(text):
    """The lines that have words, as _Line."""
    count, after_blank, last = 0, False, text.rstrip().count("\n")
    for number, raw in enumerate(text.split("\n")):
        tokens = raw.split()
        if tokens:
            words = [Word(token, (count + place,)) for place, token in enumerate(tokens)]
            yield _Line(" ".join(tokens), words, after_blank, bool(_INDENT.match(raw)), number == last)
        count, after_blank = count + len(tokens), not tokens


def _begins(line, previous, full):
    """Whether a line begins a paragraph; `full` is the usual length of the page's full lines, in characters."""
    if line.after_blank or _BULLET.match(line.text) or (line.indented and not previous.indented):
        return True
    if _HYPHENATED.fullmatch(previous.text):
        return False
    if _ONLY_A_NUMBER.fullmatch(line.text):
        return line.is_last  # the page's number; elsewhere the mark of a footnote, set a little higher than its line
    if line.is_row or previous.is_row or _ONLY_A_NUMBER.fullmatch(previous.text):
        return True
    sentence_over = bool(_ENDS_A_SENTENCE.search(previous.text))
    if _ENUMERATOR.match(line.text) and (sentence_over or _ENDS_AN_ITEM.search(previous.text)):
        return True
    if line.text[0].islower():
        return False
    return _is_apart(line, full) or _was_ended(previous, line, full, sentence_over) or _FOOTNOTE.match(line.text)


def _is_apart(line, full):
    """Whether a line that begins with a capital looks like a heading, or like what stands at the foot of each page."""
    return len(line.text) < full / 2 and not re.search(r"[.!?,;]$", line.text) and (line.is_last or len(line.words) < 9)


def _was_ended(previous, line, full, sentence_over):
    """Whether the line before was ended on purpose, not for want of room."""
    room = len(previous.text) + 1 + len(line.words[0].text) < _ROOM * full
    if sentence_over:
        return room
    # A line that ends no sentence and has room is a heading, an item of a list or a line of an address.
    heading = previous.text.isupper() and not line.text.isupper()
    return heading or len(previous.text) < full / 2 or (room and not _IN_MID_SENTENCE.search(previous.text))


def _append(paragraph, words, vocabulary):
    """Add a line's words, undoing a hyphen at the end of the line before (but not that of “pre- and post-test”)."""
    last, first = paragraph[-1], words[0]
    if _HYPHENATED.fullmatch(last.text) and first.text[0].isalnum() and first.text not in ("and", "or", "to"):
        paragraph[-1] = Word(_join(last.text, first.text, vocabulary), last.tokens + first.tokens)
        words = words[1:]
    paragraph.extend(words)


def _join(start, end, vocabulary):
    """“supervi-” and “sion” are “supervision”; “evidence-” and “based” stay “evidence-based”.

    The page itself is asked first: if either form stands elsewhere on it, it is that one. Names, numbers and web
    addresses keep their hyphens.
    """
    if not (start[-2].isalpha() and end[0].islower()) or "/" in start:
        return start + end
    before, after = _LETTERS.findall(start.lower())[-1], _LETTERS.match(end.lower()).group()
    if before + after in vocabulary:
        return start[:-1] + end
    if f"{before}-{after}" in vocabulary or _KEEPS_AFTER.fullmatch(before) or _KEEPS_BEFORE.fullmatch(after):
        return start + end
    return start[:-1] + end
