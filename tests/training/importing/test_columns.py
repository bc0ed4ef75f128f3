"""What each column does to an engagement (docs/training.md)."""

import pytest

from library.models import Topic
from training.models import Award, Discipline, Engagement

NEW = {"number": "TA-1", "title": "Skills", "kind": "training", "begins": "2004-03", "ends": ""}


@pytest.fixture
def award(db):
    award = Award(number="1998-WP-1", title="Resource center", funder="An office")
    award.set_period("1998", "2003")
    award.save()
    return award


def imported(run, path):
    told = run(path)
    assert told.error is None, told.problems
    return Engagement.objects.get(number="TA-1")


def people(engagement):
    """{discipline: (people, new people)}."""
    lines = engagement.attendances.values_list("discipline__slug", "people", "new_people")
    return {slug: tuple(numbers) for slug, *numbers in lines}


def test_every_column_reaches_its_field(run, catalogue, publish, partner, award):
    guide, partnership = publish("A guide"), partner("A county plans")
    row = NEW | {
        "kind": "On-site assistance",
        "begins": "2004-03-15",
        "ends": "2004-03-17",
        "jurisdictions": "Oregon; Cook County, IL; Navajo Nation",
        "places": "Portland, OR",
        "venue": "State capitol",
        "partners": "An agency",
        "topics": "Supervision; Treatment",
        "publications": "a-guide",
        "award": "1998-WP-1",
        "partnership": "a-county-plans",
        "summary": "First line.\nSecond line.",
        "result": "A plan.",
        "public": "yes",
        "people_judges": "12",
        "new_judges": "5",
        "people_courts": "?",
        "people_parole": "0",
    }
    engagement = imported(run, catalogue(row))
    for name in ("title", "venue", "partners", "summary", "result"):
        assert getattr(engagement, name) == row[name], name
    assert engagement.kind == "on-site"
    assert engagement.when == "March 15 to 17, 2004"
    assert {str(place) for place in engagement.jurisdictions.all()} >= {"Oregon", "Cook County, IL"}
    assert engagement.jurisdictions.filter(kind="tribe", name__startswith="Navajo").count() == 1
    assert [place.slug for place in engagement.places.all()] == ["portland-oregon"]
    assert {topic.name for topic in engagement.topics.all()} == {"Supervision", "Treatment"}
    assert list(engagement.publications.all()) == [guide]
    assert (engagement.award, engagement.partnership) == (award, partnership)
    assert engagement.is_public
    assert people(engagement) == {"judges": (12, 5), "courts": (None, None), "parole": (0, None)}


def test_states_and_territories_are_known_by_their_codes_in_capitals(run, catalogue):
    engagement = imported(run, catalogue(NEW | {"jurisdictions": "OR; GU; DC"}))
    assert {place.usps for place in engagement.jurisdictions.all()} == {"OR", "GU", "DC"}


def test_code_in_small_letters_is_no_state(run, catalogue):
    (problem,) = run(catalogue(NEW | {"jurisdictions": "or"})).problems
    assert "there is no jurisdiction “or”" in problem
    assert not Engagement.objects.exists()


def test_new_engagement_without_more_is_kept_to_staff(run, catalogue):
    assert not imported(run, catalogue(NEW)).is_public


@pytest.mark.parametrize(
    ("begins", "ends", "when"),
    [
        ("2004", "", "2004"),
        ("2004-03", "2004-05", "March to May 2004"),
        ("2004-03-15", "2005", "2004 to 2005"),
        ("2018", "OPEN", "since 2018"),
    ],
)
def test_times_are_read_as_on_the_form(run, catalogue, begins, ends, when):
    assert imported(run, catalogue(NEW | {"begins": begins, "ends": ends})).when == when


@pytest.mark.parametrize(
    ("written", "slugs"),
    [
        ("oregon", {"oregon"}),
        ("cook-county-illinois", {"cook-county-illinois"}),
        ("COOK COUNTY, il", {"cook-county-illinois"}),
        ("King Cove Village", {"agdaagux-tribe-of-king-cove"}),
        ("King Cove Village, AK", {"agdaagux-tribe-of-king-cove"}),
        ("Oregon; Oregon; oregon", {"oregon"}),
        ("Northern District of Alabama", {"northern-district-of-alabama"}),
    ],
)
def test_jurisdictions_are_found_by_slug_name_and_state_or_former_name(run, catalogue, written, slugs):
    engagement = imported(run, catalogue(NEW | {"jurisdictions": written}))
    assert {place.slug for place in engagement.jurisdictions.all()} == slugs


def test_present_name_goes_before_a_former_one(run, catalogue, place):
    place("Somewhere", "tribe").other_names.create(name="Lane County")
    engagement = imported(run, catalogue(NEW | {"jurisdictions": "Lane County, OR"}))
    assert [str(place) for place in engagement.jurisdictions.all()] == ["Lane County, OR"]


def test_name_of_several_places_is_refused_with_all_of_them_named(run, catalogue, place):
    for state in ("OR", "AZ"):
        place("Twin City", "city", state, slug=f"twin-city-{state.lower()}")
    (problem,) = run(catalogue(NEW | {"jurisdictions": "Twin City"})).problems
    assert problem == (
        "line 2, column “jurisdictions”: “Twin City” may be Twin City, AZ (twin-city-az) or Twin City, OR "
        "(twin-city-or). Write one of them, or what stands in brackets"
    )


def test_very_many_candidates_are_counted(run, catalogue):
    (problem,) = run(catalogue(NEW | {"places": "Washington County"})).problems
    assert problem.startswith("line 2, column “places”: “Washington County” may be Washington County, AL (")
    assert " more. Write one of them" in problem


def test_misprinted_place_is_refused_with_the_likeliest_named(run, catalogue):
    (problem,) = run(catalogue(NEW | {"jurisdictions": "Oregon; Cook Conty, IL"})).problems
    assert "there is no jurisdiction “Cook Conty, IL”. Is it " in problem
    assert "Cook County, IL (cook-county-illinois)" in problem


def test_topics_are_found_whatever_their_case_and_new_ones_are_announced(run, catalogue):
    Topic.objects.create(name="Risk assessment", slug="risk-assessment")
    told = run(catalogue(NEW | {"topics": "risk Assessment; Reentry"}))
    assert "new topic: Reentry" in told.out
    assert Topic.objects.count() == 2


def test_missing_column_leaves_the_field_alone_and_empty_cell_empties_it(run, catalogue, award):
    full = NEW | {"venue": "Here", "topics": "Law", "jurisdictions": "Oregon", "award": award.number}
    full |= {"people_judges": "12", "new_judges": "5", "public": "yes"}
    imported(run, catalogue(full))
    engagement = imported(run, catalogue({"number": "TA-1", "title": "Other skills"}))
    assert (engagement.title, engagement.venue, engagement.when) == ("Other skills", "Here", "March 2004")
    assert people(engagement) == {"judges": (12, 5)}

    engagement = imported(run, catalogue(dict.fromkeys(full, "") | NEW))
    assert (engagement.venue, engagement.award) == ("", None)
    assert engagement.topics.count() == engagement.jurisdictions.count() == 0
    assert people(engagement) == {}
    assert engagement.is_public  # it always has a value, so an empty cell leaves it


def test_one_discipline_can_be_put_right_alone(run, catalogue):
    imported(run, catalogue(NEW | {"people_judges": "12", "new_judges": "5", "people_courts": "3"}))
    engagement = imported(run, catalogue({"number": "TA-1", "people_judges": "14"}))
    assert people(engagement) == {"judges": (14, 5), "courts": (3, None)}
    engagement = imported(run, catalogue({"number": "TA-1", "new_courts": "1", "people_judges": "?", "new_judges": ""}))
    assert people(engagement) == {"judges": (None, None), "courts": (3, 1)}


def test_discipline_that_staff_add_has_columns_at_once(run, catalogue):
    Discipline.objects.create(name="School nurses", slug="school-nurses")
    assert people(imported(run, catalogue(NEW | {"people_school-nurses": "2"}))) == {"school-nurses": (2, None)}


WRONG = [
    ({"number": ""}, "number", "blank"),
    ({"number": "N" * 41}, "number", "40"),
    ({"title": ""}, "title", "blank"),
    ({"title": "T" * 301}, "title", "300"),
    ({"kind": ""}, "kind", "training, on-site, remote"),
    ({"kind": "party"}, "kind", "“party” is not one of the kinds"),
    ({"begins": ""}, "begins", "2004-03-15"),
    ({"begins": "March 2004"}, "begins", "not “March 2004”"),
    ({"begins": "2004-02-30"}, "begins", "2004-03-15"),
    ({"begins": "1066"}, "begins", "1900 to 2200"),
    ({"ends": "later"}, "ends", "2004-03-15"),
    ({"ends": "2003"}, "ends", "before it begins"),
    ({"venue": "V" * 201}, "venue", "200"),
    ({"partners": "P" * 501}, "partners", "500"),
    ({"jurisdictions": "Atlantis"}, "jurisdictions", "there is no jurisdiction “Atlantis”"),
    ({"places": 'Oregon; "Ohio'}, "places", "double quotes"),
    ({"topics": "…"}, "topics", "address"),
    ({"publications": "no-such"}, "publications", "there is no publication “no-such”"),
    ({"award": "0"}, "award", "there is no award “0”"),
    ({"partnership": "no-such"}, "partnership", "there is no partnership “no-such”"),
    ({"public": "perhaps"}, "public", "neither yes nor no"),
    ({"people_judges": "many"}, "people_judges", "0 to 1000000"),
    ({"people_judges": "-1"}, "people_judges", "0 to 1000000"),
    ({"people_judges": "1000001"}, "people_judges", "0 to 1000000"),
    ({"people_judges": "3", "new_judges": "4"}, "new_judges", "can’t be more"),
    ({"people_judges": "?", "new_judges": "4"}, "new_judges", "can’t be more"),
    ({"people_judges": "", "new_judges": "4"}, "new_judges", "say under people_judges"),
]


@pytest.mark.parametrize(("wrong", "column", "reason"), WRONG)
def test_wrong_cell_is_named_with_line_column_and_reason(run, catalogue, wrong, column, reason):
    told = run(catalogue(NEW | {"number": "fine"}, NEW | wrong))
    assert told.error == "One thing is wrong; nothing was imported."
    (problem,) = told.problems
    assert problem.startswith(f"line 3, column “{column}”: ")
    assert reason in problem
    assert not Engagement.objects.exists()


def test_fewer_people_than_are_new_are_refused_whichever_column_the_file_has(run, catalogue):
    imported(run, catalogue(NEW | {"people_judges": "12", "new_judges": "5"}))
    (problem,) = run(catalogue({"number": "TA-1", "people_judges": "4"})).problems
    assert problem.startswith("line 2, column “people_judges”: People new to us")


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("title,kind", "column “number”: This column is missing; it says which engagement a line is about."),
        ("number,begins", "column “ends”: Give begins and ends together, or none of them."),
        ("number,internal_notes", "column “internal_notes”: There is no such column. There are: number, title,"),
        ("number,people_cooks", "column “people_cooks”: There is no such column."),
    ],
)
def test_wrong_columns_are_named(run, catalogue, header, problem):
    told = run(catalogue(f"{header}\nx,y\n".encode()))
    assert any(line.startswith(f"line 1, {problem}") for line in told.problems), told.problems


def test_new_engagement_without_the_columns_it_needs_is_refused(run, catalogue):
    told = run(catalogue({"number": "TA-1", "title": "Skills"}))
    assert sorted(told.problems) == [
        "line 2, column “begins”: A new engagement needs the time when it began.",
        "line 2, column “kind”: A new engagement needs a kind.",
    ]


def test_number_that_is_there_twice_is_refused(run, catalogue):
    told = run(catalogue(NEW, NEW | {"number": " TA-1 "}))
    assert told.problems == ["line 3, column “number”: Line 2 is about this engagement too."]
