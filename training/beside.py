"""What the pages of documents and topics show of training and assistance: public records only."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from library.beside import Link, Section
from training.models import Engagement, Grantee, Lesson, Partnership

_NEWEST = 5  # of a section; the rest is a link away


def of_publication(publication):
    chosen, pk = {"publication": publication.slug}, publication.pk
    used = Engagement.objects.public().having("publications", pk).newest_first()
    yield _engagements("Used in training and assistance", used, chosen, "See all engagements in which it was used")
    partnerships = Partnership.objects.public().filter(publications=pk)
    yield _partnerships("Partnerships it was used in", partnerships, chosen, "See all partnerships it was used in")
    lessons = Lesson.objects.public().filter(publications=pk)
    yield _lessons("Lessons that refer to it", lessons, chosen, "See all lessons that refer to it")
    yield _grantees(Grantee.objects.filter(publications=pk, program__is_public=True).select_related("program"))


def of_topic(topic):
    chosen, pk = {"topic": topic.slug}, topic.pk
    lessons = Lesson.objects.public().filter(topics=pk)
    yield _lessons("Lessons learned", lessons, chosen, f"See all lessons on {topic}")
    partnerships = Partnership.objects.public().filter(topics=pk)
    yield _partnerships("Partnerships", partnerships, chosen, f"See all partnerships on {topic}")
    held = Engagement.objects.public().having("topics", pk).newest_first()
    yield _engagements("Training and assistance", held, chosen, f"See all engagements on {topic}")


def _engagements(heading, engagements, chosen, all_of_them):
    def link(engagement):
        note = f"{engagement.get_kind_display()} · {engagement.when}"
        return Link(engagement.title, engagement.get_absolute_url(), note)

    return _newest(heading, engagements, link, "training:engagements", chosen, all_of_them)


def _partnerships(heading, partnerships, chosen, all_of_them):
    def link(partnership):
        return Link(partnership.title, partnership.get_absolute_url(), capfirst(partnership.when))

    return _newest(heading, partnerships, link, "training:partnerships", chosen, all_of_them)


def _lessons(heading, lessons, chosen, all_of_them):
    def link(lesson):
        return Link(lesson.title, lesson.get_absolute_url(), lesson.summary)

    return _newest(heading, lessons, link, "training:lessons", chosen, all_of_them)


def _newest(heading, records, link, name, chosen, all_of_them):
    first = list(records[: _NEWEST + 1])
    rest = f"{reverse(name)}?{urlencode(chosen)}" if len(first) > _NEWEST else ""
    return Section(heading, [link(record) for record in first[:_NEWEST]], rest, all_of_them)


def _grantees(grantees):
    links = [
        Link(
            grantee.name,
            f"{grantee.program.get_absolute_url()}#grantee-{grantee.pk}",
            f"{grantee.program.name} · {grantee.when}",
        )
        for grantee in grantees
    ]
    return Section("Made for grantees", links)
