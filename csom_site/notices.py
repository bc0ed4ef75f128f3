"""The notices that stand above a page, without a question to the database for most pages."""

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from csom_site.models import Notice

_KEY = "notices"
_SECONDS = 10  # until other processes show what was saved in one, where each has a cache of its own


def notices(request):
    """For templates: a function that gives the notices of this page, each with its kind and text."""

    def shown():
        now, at_home = timezone.now(), request.path == "/"
        return [notice for notice in cache.get_or_set(_KEY, _all, _SECONDS) if notice.is_shown(now, at_home)]

    return {"notices": shown}


def _all():
    return list(Notice.objects.all())


def _forget(**kwargs):
    """At once, and again when others can read what was saved: one of them may have asked in between."""
    cache.delete(_KEY)
    transaction.on_commit(lambda: cache.delete(_KEY))


post_save.connect(_forget, Notice)
post_delete.connect(_forget, Notice)
