"""What else was done: engagements of the same partnership, then those that served the same places."""

from training.models import Engagement

HOW_MANY = 5


def related_to(engagement):
    """Up to HOW_MANY public engagements, each with a `reason`, the newest first; no more queries for more of them."""
    others = Engagement.objects.public().exclude(pk=engagement.pk).newest_first()
    of_partnership = others.filter(partnership=engagement.partnership_id, partnership__is_public=True)
    found = _because("Same partnership", of_partnership[:HOW_MANY])
    nearby = others.serving(engagement.jurisdictions.all()).exclude(pk__in=[other.pk for other in found])
    return found + _because("Served the same place", nearby[: HOW_MANY - len(found)])


def _because(reason, engagements):
    engagements = list(engagements)
    for engagement in engagements:
        engagement.reason = reason
    return engagements
