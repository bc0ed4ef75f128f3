"""Example records, loaded once: what staff have changed or deleted of them stays as they left it."""

import json
from pathlib import Path

from django.db import transaction

from library.models import Publication, Topic
from training.models import (
    Award,
    Grantee,
    GrantProgram,
    Jurisdiction,
    Lesson,
    Milestone,
    Partnership,
    Phase,
)

FOLDER = Path(__file__).resolve().parent
_MANY = {"jurisdictions": Jurisdiction, "sites": Jurisdiction, "topics": Topic, "publications": Publication}


@transaction.atomic
def load_records():
    """The awards, partnerships, lessons and grant programs that have never been here; returns how many."""
    examples = json.loads((FOLDER / "records.json").read_text(encoding="utf-8"))
    added = [_add(Award, "number", each) for each in examples["awards"]]
    for each in examples["partnerships"]:
        parts = {Phase: each.pop("phases"), Milestone: each.pop("milestones")}
        each["award"] = Award.objects.filter(number=each["award"]).first()
        if partnership := _add(Partnership, "slug", each):
            added.append(partnership)
            _add_parts(parts, partnership=partnership)
    added += [_add(Lesson, "slug", each) for each in examples["lessons"]]
    for each in examples["programs"]:
        parts = {Grantee: each.pop("grantees")}
        if program := _add(GrantProgram, "slug", each):
            added.append(program)
            _add_parts(parts, program=program)
    return len([record for record in added if record])


def _add(model, key, facts, **fields):
    """A record of the facts, unless one of this key is here or was; None then."""
    histories = [model.history] if hasattr(model, "history") else []
    if key and any(records.filter(**{key: facts[key]}).exists() for records in [model.objects, *histories]):
        return None
    many = {name: facts.pop(name) for name in [*_MANY, "partnerships"] if name in facts}
    begins, ends = facts.pop("begins", None), facts.pop("ends", "")
    record = model(**facts, **fields)
    if begins:
        record.set_period(begins, ends)
    if hasattr(record, "is_public"):
        record.is_public = True
    record.save()
    for name, slugs in many.items():
        related = _MANY.get(name, Partnership)
        getattr(record, name).set(related.objects.filter(slug__in=slugs))
    return record


def _add_parts(parts, **owner):
    for model, each in parts.items():
        for facts in each:
            _add(model, None, facts, **owner)
