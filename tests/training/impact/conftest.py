"""A small center with some of everything, over three years."""

import datetime

import pytest
from django.core.files.base import ContentFile


@pytest.fixture
def center(oregon, place, engage, partner, learn, publish):
    """Records in 2003, 2004 and 2005: small and large numbers of people, places of every kind, one thing not public."""
    from library.models import PublicationFile
    from training.models import Award, Grantee, GrantProgram, Jurisdiction, Milestone

    lane, guam = place("Lane County"), place("Guam", "territory", usps="GU")
    tribe = place("Coquille Indian Tribe", "tribe")
    utah = place("Utah", "state", usps="UT")
    award = Award(number="2004-WP-BX-K001", title="Training for teams", funder="Bureau of Justice Assistance")
    award.set_period("2003-10", "2005-09")
    award.save()
    engage("Judges’ day", begins="2004-03", trained={"judges": (40, 31)}, jurisdictions=[oregon, lane], award=award)
    engage("Team seminar", begins="2004-05-03", trained={"judges": (3, 2), "parole": (55, 50)}, jurisdictions=[lane])
    engage("By telephone", kind="remote", begins="2004-06", trained={"parole": (2, 2)}, jurisdictions=[tribe])
    engage("Plans read", kind="document-review", begins="2004-09", jurisdictions=[guam])
    engage("Long seminar", begins="2003-11", ends="2004-02", trained={"probation": (70, 64), "parole": (20, None)})
    for n in range(25):
        engage(f"Webinar {n}", kind="webinar", begins="2005", trained={"treatment": (n, n // 2)})
    engage("Secret", begins="2001", trained={"judges": (500, 400)}, jurisdictions=[utah], is_public=False)
    work = partner("A county plans together", begins="2003", ends="2005", jurisdictions=[lane], award=award)
    for title, change in [("Law passed", "law"), ("Manual written", "policy"), ("Team met", "")]:
        milestone = Milestone(partnership=work, title=title, change=change)
        milestone.set_period("2004-10")
        milestone.save()
    learn("Teams need a lead agency", written_on=datetime.date(2004, 6, 1), jurisdictions=[lane])
    PublicationFile.objects.create(
        publication=publish("Handbook for teams", year=2004),
        original=ContentFile(b"%PDF-1.7", name="any.pdf"),
        original_name="any.pdf",
        size=8,
        sha256="0" * 64,
    )
    publish("Undated brief")
    program = GrantProgram(slug="plans", name="Comprehensive plans", funder="Office on Violence", is_public=True)
    program.set_period("2004", "2006")
    program.save()
    for name in ("Lane County", "City of Eugene"):
        grantee = Grantee(program=program, name=name)
        grantee.set_period("2004", "2005")
        grantee.save()
    return Jurisdiction
