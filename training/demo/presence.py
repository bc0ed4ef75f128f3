"""Whether example records are among the public ones, so that pages of numbers can say so."""

from training.models import Engagement

_MARKS = {"number__startswith": "EX-", "title__startswith": "Example: "}  # as engagements.csv has them


def has_examples():
    return Engagement.objects.public().filter(**_MARKS).exists()
