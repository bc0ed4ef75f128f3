"""Whether example records are among the public ones, so that pages of numbers can say so."""

from training.models import Engagement

_NUMBERS = "EX-"  # how those of examples begin (engagements.csv)


def has_examples():
    return Engagement.objects.public().filter(number__startswith=_NUMBERS).exists()
