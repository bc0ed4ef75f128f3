"""Figures of the work itself: engagements and the people they reached, partnerships, lessons and grants."""

from training.models import Attendance, Grantee, GrantProgram, Lesson, Milestone

from .counted import Figure, Line
from .of_places import engagements_of, partnerships_of, under_way
from .people import NEW, TRAINED, people, with_people_shown


class Engagements(Figure):
    slug, label, position = "engagements", "engagements", 50
    definition = "Trainings, conferences, webinars, peer visits, and assistance on site, from afar or on documents."
    method = "Each public record counts once, in the year in which it began."
    gaps = "What was never written down, or is not public, is missing."

    def records(self, year=None):
        return engagements_of(year)

    def lines(self, records):
        return [_line(engagement) for engagement in records]


def _line(engagement, **fields):
    detail = f"{engagement.get_kind_display()}, {engagement.when}"
    return Line(engagement.title, engagement.get_absolute_url(), detail, **fields)


class _People(Figure):
    """A sum over engagements of one field of their attendances."""

    field = TRAINED
    gaps = (
        "Engagements whose number was not recorded add nothing. Numbers from 1 to 4 are not shown, nor those that "
        "would give them away; they are in the total."
    )

    def records(self, year=None):
        recorded = Attendance.objects.filter(**{f"{self.field}__isnull": False}).values("engagement")
        return engagements_of(year).with_people().filter(pk__in=recorded)

    def number(self, year=None):
        return people(self.field).shown(*self._key(year)) or 0

    def lines(self, records):
        shown = with_people_shown(records, self.field)
        return [_line(engagement, number=engagement.people_shown) for engagement in shown]

    def withheld(self, year=None):
        return people(self.field).withheld_engagements.get(year, (0, 0))

    def _key(self, year):
        return ("year", year) if year else ("all",)


class PeopleTrained(_People):
    slug, label, stated, position = "people-trained", "people trained, each once", "people-trained", 60
    field, summed = NEW, "People new to us"
    definition = "People whom an engagement reached and no earlier one had reached: each person counts once."
    method = "The sum, over all public engagements, of the people who were new to the center."


class Attendances(_People):
    slug, label, position = "attendances", "attendances", 70
    summed = "People"
    definition = "People in an engagement, summed up over engagements: who came three times counts three times."
    method = "The sum of the people of all disciplines, over all public engagements."


class Partnerships(Figure):
    slug, label, stated, position = "partnerships", "partnerships", "partnerships", 80
    definition = "Intensive work with a jurisdiction over months or years: assessment, plan and implementation."
    method = "Each public record counts once. In a single year, those count that were under way in it."
    gaps = "Two partnerships with one jurisdiction are two."

    def records(self, year=None):
        return partnerships_of(year)

    def lines(self, records):
        return [Line(partnership.title, partnership.get_absolute_url(), partnership.when) for partnership in records]


class Changes(Figure):
    slug, label, position = "changes", "changes of law, policy or practice", 90
    definition = "Milestones of partnerships after which a law, a policy or a practice was different."
    method = "Each milestone of a public partnership that is marked as such a change counts once, in the year it began."
    gaps = "Whether a change lasted, and what it did for public safety, is not recorded here."

    def records(self, year=None):
        changes = Milestone.objects.filter(partnership__is_public=True).exclude(change=Milestone.Change.NONE)
        changes = changes.filter(starts_on__year=year) if year else changes
        return changes.select_related("partnership").defer("partnership__internal_notes").order_by("starts_on", "pk")

    def lines(self, records):
        return [
            Line(
                change.title,
                change.partnership.get_absolute_url(),
                f"{change.get_change_display()}, {change.when}; {change.partnership.title}",
            )
            for change in records
        ]


class Lessons(Figure):
    slug, label, position = "lessons", "lessons written down", 100
    definition = "What was learned in one place and is of use in others."
    method = "Each public record counts once, in the year in which it was written."
    gaps = "Lessons that are only told in documents of the library are not among them."

    def records(self, year=None):
        lessons = Lesson.objects.public()
        return lessons.filter(written_on__year=year) if year else lessons

    def lines(self, records):
        return [Line(lesson.title, lesson.get_absolute_url(), str(lesson.written_on.year)) for lesson in records]


class GrantPrograms(Figure):
    slug, label, position = "grant-programs", "grant programs supported", 110
    definition = "Programs of funders whose grantees the center supported."
    method = "Each public record counts once. In a single year, those count that were under way in it."
    gaps = "Programs of which no record was kept are missing."

    def records(self, year=None):
        return under_way(GrantProgram.objects.public(), year)

    def lines(self, records):
        return [Line(program.name, program.get_absolute_url(), program.when) for program in records]


class Grantees(Figure):
    slug, label, position = "grantees", "grantees supported", 120
    definition = "Grants of these programs to governments and organizations: one that got two grants counts twice."
    method = "Each grantee of a public program counts once. In a single year, those count whose grant ran in it."
    gaps = "Grantees are named only as far as their program’s records name them."

    def records(self, year=None):
        grantees = Grantee.objects.filter(program__is_public=True).select_related("program")
        grantees = grantees.defer("program__internal_notes").order_by("name", "starts_on", "pk")
        return under_way(grantees, year)

    def lines(self, records):
        return [
            Line(grantee.name, grantee.program.get_absolute_url(), f"{grantee.program.name}, {grantee.when}")
            for grantee in records
        ]


FIGURES = [
    Engagements(),
    PeopleTrained(),
    Attendances(),
    Partnerships(),
    Changes(),
    Lessons(),
    GrantPrograms(),
    Grantees(),
]
