"""What refers to a record: asked before somebody deletes it."""

from dataclasses import dataclass

from django.contrib.admin.utils import quote
from django.db.models import CASCADE
from django.urls import NoReverseMatch, reverse

LONGEST_LIST = 20


@dataclass(frozen=True)
class Reference:
    """Records of one kind that point at a record through one field."""

    name: str  # of one such record
    name_plural: str
    field: str  # such as “replaced by”
    count: int
    records: list  # [(text, address in the admin or None), …], the first LONGEST_LIST

    @property
    def more(self):
        return self.count - len(self.records)


def references(record, request, admin_site):
    """([Reference, …] of others, [Reference, …] of its own parts).

    Any relation of any installed app counts. Parts are what goes when the record goes (on_delete=CASCADE).
    """
    others, parts = [], []
    # Tables that only say which records name it are not told beside those records.
    links = {relation.through for relation in record._meta.related_objects if relation.many_to_many}
    for relation in record._meta.related_objects:
        is_part = getattr(relation, "on_delete", None) is CASCADE
        if (relation.related_model in links and not is_part) or getattr(record, _code(relation)) is None:
            continue
        found = relation.related_model._base_manager.filter(**{relation.field.name: record})
        if count := found.count():
            meta = relation.related_model._meta
            lines = [_line(other, request, admin_site) for other in found.order_by("pk")[:LONGEST_LIST]]
            kind = Reference(meta.verbose_name, meta.verbose_name_plural, relation.field.verbose_name, count, lines)
            (parts if is_part else others).append(kind)
    return others, parts


def _code(relation):
    """The field of a record by which others name it in this relation; mostly its key. Without it nothing does."""
    return relation.field.m2m_reverse_target_field_name() if relation.many_to_many else relation.field_name


def _line(other, request, admin_site):
    """The record as text, and its address in the admin for who may see it."""
    model_admin = admin_site._registry.get(type(other))
    if model_admin is None or not model_admin.has_view_permission(request, other):
        return str(other), None
    meta = other._meta
    try:
        return str(other), reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[quote(other.pk)])
    except NoReverseMatch:
        return str(other), None
