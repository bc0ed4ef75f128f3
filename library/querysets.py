"""The library's questions to its database, by name."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Case, Count, F, IntegerField, Max, OuterRef, Prefetch, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Now, NullIf
from django.utils import timezone


class PublicationQuerySet(models.QuerySet):
    def public(self):
        """Publications a visitor may read now: published, or scheduled for a moment that has come.

        The moment decides, not the worker that later turns “scheduled” into “published”.
        """
        return self.filter(public_from__lte=Now())

    def due(self):
        """Scheduled publications whose moment has come but whose state still says “scheduled”."""
        return self.filter(state="scheduled", public_from__lte=Now())

    def fingerprint(self):
        """A value that changes whenever these publications do; read from one index (publication_public).

        What enters the set anew was either changed just now or has become public just now, so its moment is later than
        all others; what leaves it lowers the count. Becoming public is read first: what happens between the two
        questions then shows in the answer to the next fingerprint. A change of topics or audiences counts when the
        publication is saved with it.
        """
        added = self.aggregate(latest=Max("public_from"))  # on its own it takes one step in the index
        changed = self.aggregate(count=Count("*"), latest=Max("modified_at"))
        return added["latest"], changed["count"], changed["latest"]

    def matching(self, words):
        """Publications whose description has every one of the words: title, subtitle, summary, number, author, topic.

        The words are looked for as written, anywhere in the text, in the database.
        """
        publications = self
        for word in words:
            written_by = self.model.authors.through.objects.filter(
                Q(author__name__icontains=word) | Q(author__given__icontains=word)
            )
            about = self.model.topics.through.objects.filter(topic__name__icontains=word)
            publications = publications.filter(
                Q(title__icontains=word)
                | Q(subtitle__icontains=word)
                | Q(summary__icontains=word)
                | Q(identifier__icontains=word)
                | Q(pk__in=written_by.values("publication"))
                | Q(pk__in=about.values("publication"))
            )
        return publications

    def titled_with(self, words):
        """Publications whose title and subtitle have all of the words, whole or in part."""
        publications = self
        for word in words:
            publications = publications.filter(Q(title__icontains=word) | Q(subtitle__icontains=word))
        return publications

    def titled_like(self, words):
        """Publications whose titles have at least half of the words, those with most of them first."""
        found = (Case(When(title__icontains=word, then=1), default=0, output_field=IntegerField()) for word in words)
        return (
            self.annotate(words_found=sum(found, Value(0)))
            .filter(words_found__gte=(len(words) + 1) // 2)
            .order_by("-words_found", "sort_title")
        )

    def for_lists(self):
        """With everything that one line of a list shows; five queries for any number of publications."""
        from library.models import PublicationFile

        return self.select_related("type").prefetch_related(
            Prefetch("files", PublicationFile.objects.current().defer("outline"), to_attr="current_files"),
            "audiences",
            "topics",
            "authors",
        )

    def newest_first(self):
        """By date of publication, to the precision known; those without a date last."""
        return self.order_by("-published_sort", "sort_title", "pk")

    def oldest_first(self):
        return self.order_by(NullIf("published_sort", 0).asc(nulls_last=True), "sort_title", "pk")

    def by_title(self):
        return self.order_by("sort_title", "pk")

    def recently_added_first(self):
        return self.order_by("-public_from", "pk")


class PublicationFileQuerySet(models.QuerySet):
    def current(self):
        return self.filter(is_current=True)

    def totals(self):
        """{"held": how many of public publications' current files there are, "pages": how many pages they have}."""
        files = self.current().filter(publication__public_from__lte=Now())
        return files.aggregate(held=Count("pk"), pages=Coalesce(Sum("page_count"), 0))

    def same_bytes(self, sha256):
        """Files already held whose content is the same to the byte."""
        return self.filter(sha256=sha256).select_related("publication")

    def waiting(self):
        """Files that intake has still to look at, oldest first."""
        return self.filter(intake_state="waiting").order_by("uploaded_at", "pk")

    def stranded(self, older_than=timedelta(seconds=30)):
        """Files whose worker stopped giving signs of life while it had them in hand."""
        return self.filter(intake_state="processing", intake_heartbeat_at__lt=timezone.now() - older_than)

    def in_trouble(self):
        """Files that need a person: nothing readable came out of them."""
        return self.filter(intake_state__in=["image-only", "encrypted", "broken", "too-large", "set-aside"])


class IndexStateQuerySet(models.QuerySet):
    def mark(self, publication_ids):
        """Note that these publications changed or went. Call it in the transaction that changes them."""
        self.bulk_create(
            [self.model(publication_id=pk) for pk in set(publication_ids)],
            batch_size=500,
            update_conflicts=True,
            unique_fields=["publication_id"],
            update_fields=["token", "changed_at", "is_pending"],
        )

    def pending(self):
        """What the index has still to learn, oldest first."""
        return self.filter(is_pending=True).order_by("changed_at")

    def tokens(self):
        """{publication's key: token of its latest change}."""
        return dict(self.values_list("publication_id", "token"))

    def settle(self, tokens):
        """The index has learned these changes: {key: token}. What has changed once more meanwhile stays pending."""
        pks = list(tokens)
        for start in range(0, len(pks), 500):
            some = pks[start : start + 500]  # no two changes have the same token
            own = [tokens[pk] for pk in some]
            self.filter(pk__in=some, token__in=own, is_pending=True).update(is_pending=False)


class RecordChangeQuerySet(models.QuerySet):
    def note(self, *kinds):
        """Note that a record of each of these kinds changed or went. Call it in the transaction that changes it."""
        self.bulk_create(self.model(kind=kind) for kind in kinds)

    def of(self, kind):
        return self.filter(kind=kind)


class SearchCountQuerySet(models.QuerySet):
    KEPT_FOR = timedelta(days=396)  # thirteen months, so that a month can be held against the same one a year before

    def add_search(self, day, words, found):
        """One more search for these words (empty: not kept), which found so many documents."""
        with transaction.atomic():
            entry, _ = self.get_or_create(day=day, words=words)
            self.filter(pk=entry.pk).update(times=F("times") + 1, found=found)

    def add_asked(self, day, words):
        """Somebody who looked for these words on this day, or on the day before, went on to ask."""
        entry = self.filter(words=words, day__range=(day - timedelta(days=1), day)).order_by("-day").first()
        if entry:
            self.filter(pk=entry.pk).update(asked=F("asked") + 1)

    def by_words(self):
        """A dictionary for each words: {"words", "times", "asked", "days": on how many, "found": the last time}."""
        latest = self.filter(words=OuterRef("words")).order_by("-day").values("found")[:1]
        return (
            self.order_by()
            .values("words")
            .annotate(times=Sum("times"), asked=Sum("asked"), days=Count("day"), found=Subquery(latest))
        )

    def shareable(self):
        """by_words() of what found something and was looked for so often that it can't be one visitor's own words."""
        return self.exclude(words="").by_words().filter(Q(days__gte=3) | Q(times__gte=5), found__gt=0)

    def forget_old(self):
        """Remove what is older than anybody needs."""
        self.filter(day__lt=timezone.localdate() - self.KEPT_FOR).delete()
