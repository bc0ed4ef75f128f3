"""A great many engagements at once, for what must hold at any size. The same number gives the same records."""

import datetime
import random

from training.models import Attendance, Discipline, Engagement, EngagementKind, Jurisdiction

_STATES = {"Oregon": "OR", "Vermont": "VT", "Texas": "TX", "Ohio": "OH", "Guam": "GU", "Utah": "UT", "Iowa": "IA"}
_COUNTIES = 300
_SUBJECTS = ["Supervision", "Treatment", "Assessment", "Housing", "Polygraph", "Reentry", "Victims", "Registration"]
_MANNERS = ["for teams that begin", "in rural counties", "for judges", "at a distance", "of young people"]
_FIRST_DAY = datetime.date(1998, 1, 1)


def fill(count, topics=(), publications=()):
    """Add `count` public engagements of 20 years, each for one to three of some hundred places.

    Each has up to three disciplines, two of the topics and one of the publications (sequences of saved records).
    About 4 s for 20,000.
    """
    chance = random.Random(count)
    places = _places()
    disciplines = list(Discipline.objects.all()) or [Discipline.objects.create(name="Judges", slug="judges")]
    first = Engagement.objects.count() + 1
    made = Engagement.objects.bulk_create(_engagement(number, chance) for number in range(first, first + count))
    Attendance.objects.bulk_create(_attendances(made, disciplines, chance))
    _link(made, "jurisdictions", lambda: chance.sample(places, chance.choice([1, 1, 1, 2, 3])))
    _link(made, "places", lambda: [chance.choice(places)])
    _link(made, "topics", lambda: chance.sample(topics, min(len(topics), chance.choice([0, 1, 2]))))
    _link(made, "publications", lambda: chance.sample(publications, min(len(publications), chance.choice([0, 0, 1]))))
    return made


def _places():
    states = []
    for name, usps in _STATES.items():
        fields = {"name": name, "slug": name.lower(), "kind": "territory" if usps == "GU" else "state"}
        states.append(Jurisdiction.objects.get_or_create(usps=usps, defaults=fields)[0])
    counties = [
        Jurisdiction(kind="county", name=f"County {n}", slug=f"county-{n}", parent_id=states[n % len(states)].usps)
        for n in range(_COUNTIES)
    ]
    Jurisdiction.objects.bulk_create(counties, ignore_conflicts=True)
    return [*states, *Jurisdiction.objects.filter(slug__in=[county.slug for county in counties])]


def _engagement(number, chance):
    begins = _FIRST_DAY + datetime.timedelta(days=chance.randrange(20 * 365))
    return Engagement(
        number=f"MANY-{number:06}",
        title=f"{chance.choice(_SUBJECTS)} {chance.choice(_MANNERS)}, part {number}",
        kind=chance.choice(EngagementKind.values),
        venue=chance.choice(["", "Court house", "State capitol"]),
        is_public=True,
        starts_on=begins,
        ends_on=None if chance.random() < 0.005 else begins + datetime.timedelta(days=chance.choice([0, 1, 2, 90])),
    )


def _attendances(made, disciplines, chance):
    for engagement in made:
        for discipline in chance.sample(disciplines, min(len(disciplines), chance.choice([1, 2, 3]))):
            people = chance.choice([None, 3, 12, 40, 110])
            new_people = people and chance.randrange(people)
            yield Attendance(engagement=engagement, discipline=discipline, people=people, new_people=new_people)


def _link(made, field, pick):
    """Give each what pick() chooses for it in a many-to-many field."""
    through = getattr(Engagement, field).through
    target = Engagement._meta.get_field(field).m2m_reverse_field_name()
    through.objects.bulk_create(
        through(engagement=engagement, **{target: other}) for engagement in made for other in pick()
    )
