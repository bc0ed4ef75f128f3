"""Publications by the thousand, alike to the demo library's in length and in how they are described."""

import datetime
import random

from django.db import transaction
from django.utils import timezone

from library.models import Audience, Publication, PublicationFile, PublicationType, Topic
from library.models.publication import sort_title

BATCH = 2_000


def fill(total, seed=1):
    """Bring the number of publications up to total. They have a file's facts but no file."""
    chance = random.Random(seed)  # noqa: S311
    words = sorted({word for title in Publication.objects.values_list("title", flat=True) for word in title.split()})
    types, topics, audiences = (list(model.objects.all()) for model in (PublicationType, Topic, Audience))
    for start in range(Publication.objects.count(), total, BATCH):
        with transaction.atomic():
            _fill_batch(range(start, min(start + BATCH, total)), chance, words, types, topics, audiences)


def _fill_batch(numbers, chance, words, types, topics, audiences):
    now = timezone.now()
    publications = []
    for number in numbers:
        title = " ".join(chance.choices(words, k=8))[:290]
        publications.append(
            Publication(
                slug=f"filled-{number}",
                title=title,
                sort_title=sort_title(title),
                type=chance.choice(types),
                summary=" ".join(chance.choices(words, k=30)),
                year=chance.randint(1996, 2019),
                month=chance.randint(1, 12),
                language=chance.choice(["en", "en", "en", "es"]),
                state="published",
                public_from=now - datetime.timedelta(minutes=chance.randint(1, 500_000)),
            )
        )
    Publication.objects.bulk_create(publications)
    _link(Publication.topics.through, "topic_id", publications, topics, chance)
    _link(Publication.audiences.through, "audience_id", publications, audiences, chance)
    PublicationFile.objects.bulk_create(
        PublicationFile(
            publication=publication,
            original=f"00/filled-{publication.pk}.pdf",
            original_name="filled.pdf",
            size=chance.randint(50_000, 5_000_000),
            sha256=f"{publication.pk:064x}",
            intake_state="text",
            page_count=chance.randint(2, 200),
        )
        for publication in publications
    )


def _link(through, column, publications, terms, chance):
    through.objects.bulk_create(
        through(publication_id=publication.pk, **{column: term.pk})
        for publication in publications
        for term in chance.sample(terms, k=chance.randint(1, 3))
    )
