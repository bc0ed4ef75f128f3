"""What the browser tests need and the demo library lacks."""

from library.models import Publication, PublicationType, Topic


def add():
    """Runs in the server's own environment: see conftest.py."""
    longest = Publication.objects.create(
        slug="longest",
        title=" ".join(["Longest imaginable title of an interdepartmental memorandum"] * 5)[:300],
        subtitle="W" * 300,
        type=PublicationType.objects.get(slug="report"),
        facts_verified=False,
        state="published",
    )
    longest.topics.add(Topic.objects.create(name="Counterproductivity" * 5, slug="counterproductivity"))
    longest.save()
    Publication.objects.create(
        slug="withdrawn-one",
        title="Withdrawn one",
        type=longest.type,
        state="withdrawn",
        withdrawn_reason="Its figures were wrong.",
        replaced_by=longest,
    )
