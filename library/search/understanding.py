"""From what was typed (library.search.query) to what engines take: a Question, and filters."""

from dataclasses import dataclass, field

from library.models import Audience, PublicationType, Topic
from library.models.publication import Language

from . import query, synonyms
from .analysis import STOP_WORDS, key, root, telling, words
from .question import Clause, Option, Question


@dataclass
class Understood:
    """A query understood: its words (`text`, in one line) apart from the filters that stood among them.

    `filters` as in library.facets: {"type": {primary keys}, …, "language": {tags}}. `left_out` likewise, of filters
    with a minus, which stay among the words; and "year": {(first, last)}.
    """

    whole: str  # in one line, with the filters
    text: str
    question: Question = field(default_factory=Question)
    filters: dict[str, set] = field(default_factory=dict)
    years: tuple[int | None, int | None] | None = None  # first and last
    left_out: dict[str, set] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)  # what is looked for: where a misprint may be


def understand(text):
    whole = query.tidy(text)
    understood = Understood(whole, whole)
    clauses, typed, taken = [], [], []
    for part in query.parse(text):
        if part.name in query.FILTER_NAMES and _add_filter(understood, part):
            taken += [] if part.excluded else [part]
            continue
        asked = tuple(word.text for word in words(part.text))[: query.MAX_WORDS]
        in_field = query.FIELD_NAMES.get(part.name)
        if not asked:
            continue
        if part.quoted or part.excluded or part.required or in_field:
            clauses += _strict(part, asked, in_field)
            understood.words += () if part.excluded else asked
        else:
            typed += asked
    understood.text = query.without(whole, taken)
    typed = [word for _, word in telling(dict.fromkeys(typed))]
    typed = [word for word in typed if not clauses or word not in STOP_WORDS][: query.MAX_WORDS]
    understood.words = list(dict.fromkeys(understood.words + typed))[: query.MAX_WORDS]
    clauses += [Clause(tuple(options)) for options in synonyms.options(typed)]
    understood.question = Question(tuple(clauses), key(understood.text))
    return understood


def _strict(part, asked, in_field):
    """The clauses of what was quoted, excluded, required or sought in one field."""
    manner = {"excluded": part.excluded, "required": not part.excluded, "field": in_field}
    if part.quoted and not in_field:
        return [Clause((Option(asked, exact=True),), **manner)]
    if part.excluded:
        return [Clause((Option(asked),), **manner)]
    return [Clause((Option((word,)),), **manner) for _, word in telling(asked)]


def _add_filter(understood, part):
    """Whether the value means something; if not, it is looked for as words."""
    name = query.FILTER_NAMES[part.name]
    years = query.years(part.text) if name == "year" else None
    found = {years} - {None} if name == "year" else _named(name, part.text)
    if found and part.excluded:
        understood.left_out.setdefault(name, set()).update(found)
    elif years:
        understood.years = years
    elif found:
        understood.filters.setdefault(name, set()).update(found)
    return bool(found)


def _named(name, value):
    """Keys of the terms of a vocabulary that a value names: by their slug, or by words of their name."""
    if name == "language":
        terms = [(tag, tag, label) for tag, label in Language.choices]
    else:
        model = {"type": PublicationType, "topic": Topic, "audience": Audience}[name]
        terms = model.objects.values_list("pk", "slug", "name")
    asked = [root(word.text) for word in words(value)]
    exact = {term for term, slug, _ in terms if slug == "-".join(word.text for word in words(value))}
    return exact or {term for term, _, label in terms if asked and set(asked) <= {root(w.text) for w in words(label)}}
