"""The states of a publication, and the moves between them."""

from django.core.exceptions import ValidationError
from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


# What was once public keeps its address for good: it can be withdrawn, with a reason, but never becomes a draft again.
MOVES = {
    State.DRAFT: {State.SCHEDULED, State.PUBLISHED},
    State.SCHEDULED: {State.DRAFT, State.PUBLISHED},
    State.PUBLISHED: {State.WITHDRAWN},
    State.WITHDRAWN: {State.PUBLISHED},
}


class InvalidMove(ValidationError):
    """A change of state that MOVES does not allow."""

    def __init__(self, old, new):
        super().__init__(f"A publication can't go from {State(old).label.lower()} to {State(new).label.lower()}.")
