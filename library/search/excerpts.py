"""The passage of a page in which most of what was asked for stands close together."""

from library.passages import root

from .analysis import STOP_WORDS, clean, words

# How many words an excerpt shows before the first one found, and from it on.
WORDS_BEFORE, WORDS_FROM = 8, 22


def excerpt(text, question):
    """[(text, whether it was looked for), …] of a page's best passage, in one line; the page's beginning if none."""
    text = clean(text)
    page = list(words(text))
    if not page:
        return []
    marks = _marks(page, question)
    first = _best_start(marks)
    begin = max(first - WORDS_BEFORE, 0)
    end = min(first + WORDS_FROM, len(page) - 1)
    spans = [(page[place].start, page[place].end) for place in sorted(marks) if begin <= place <= end]
    return _segments(text, page[begin].start, page[end].end, spans)


def _marks(page, question):
    """{place in `page`: number of the clause that it meets}."""
    exact = [word.text for word in page]
    roots = [root(word) for word in exact]
    marks = {}
    for number, clause in enumerate(question.wanted):
        for option in clause.options:
            own = exact if option.exact else roots
            forms = [word if option.exact else root(word) for word in option.words]
            marks.update(dict.fromkeys(_places(own, forms, option.words), number))
    return marks


def _places(own, forms, asked):
    """Where a word or a phrase stands among `own`; stop words of a phrase stand for any word."""
    first = next((place for place, word in enumerate(asked) if word not in STOP_WORDS), 0)
    for place, form in enumerate(own):
        if form == forms[first]:
            start, stop = place - first, place - first + len(forms)
            if start >= 0 and all(
                own[start + offset] == wanted or asked[offset] in STOP_WORDS
                for offset, wanted in enumerate(forms)
                if start + offset < len(own)
            ):
                yield from range(start, min(stop, len(own)))


def _best_start(marks):
    """The first mark of the stretch that meets the most different clauses, then has the most marks."""
    places = sorted(marks)
    best, best_start = (0, 0), 0
    for index, start in enumerate(places):
        inside = [marks[place] for place in places[index : index + WORDS_FROM] if place < start + WORDS_FROM]
        if (len(set(inside)), len(inside)) > best:
            best, best_start = (len(set(inside)), len(inside)), start
    return best_start


def _segments(text, begin, end, spans):
    parts, position = [("… ", False)] if begin > 0 else [], begin
    for start, stop in spans:
        if start >= position:
            parts += [(text[position:start], False), (text[start:stop], True)]
            position = stop
    parts.append((text[position:end], False))
    if text[end:].strip(" \n.,;:"):
        parts.append((" …", False))
    return [(_in_one_line(part), marked) for part, marked in parts if part]


def _in_one_line(part):
    return " ".join(f"|{part}|".split())[1:-1]
