"""What the indexes of records beside the publications have still to learn (library.search.kinds)."""

from django.db import models

from library.querysets import RecordChangeQuerySet


class RecordChange(models.Model):
    """A record of a kind changed or went. Written in the transaction that changes it; gone when the index knows it.

    An entry for each change, and not a mark on the kind: so transactions never wait for one another, and a change that
    comes while the index is built is still there afterwards.
    """

    kind = models.CharField(max_length=40, db_index=True)
    changed_at = models.DateTimeField(auto_now_add=True)

    objects = RecordChangeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.kind}, {self.changed_at:%Y-%m-%d %H:%M}"
