"""Who has a file in hand: one worker at a time, for as long as it gives signs of life."""

import time

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from library.models import IntakeState, PublicationFile

_BEAT_SECONDS = 5


class LostClaim(Exception):
    """Somebody else has the file in hand now."""


class Claim:
    """A file in hand. The moment of the last sign of life, to the microsecond, is also what tells owners apart."""

    def __init__(self, pk, beat_at):
        self.pk = pk
        self._beat_at = beat_at
        self._due = time.monotonic() + _BEAT_SECONDS

    @classmethod
    def take(cls, pk):
        """The claim on a file that waits or was left by a dead worker; None when there is nothing to do.

        A file that was left so often that it must be the cause is set aside.
        """
        now = timezone.now()
        files = PublicationFile.objects.filter(pk=pk)
        free = files.waiting() | files.stranded()
        limit = settings.INTAKE["MAX_ATTEMPTS"]
        free.filter(intake_attempts__gte=limit).update(
            intake_state=IntakeState.SET_ASIDE,
            intake_note="Each time it was read, the worker that read it was stopped.",
            intake_finished_at=now,
        )
        taken = free.filter(intake_attempts__lt=limit).update(
            intake_state=IntakeState.PROCESSING,
            intake_attempts=F("intake_attempts") + 1,
            intake_heartbeat_at=now,
            intake_finished_at=None,
        )
        return cls(pk, now) if taken else None

    def beat(self):
        """A sign of life, at most every five seconds. Raises LostClaim."""
        if time.monotonic() < self._due:
            return
        now = timezone.now()
        if not self._mine().update(intake_heartbeat_at=now):
            raise LostClaim
        self._beat_at = now
        self._due = time.monotonic() + _BEAT_SECONDS

    def finish(self, decide):
        """Ends the claim: decide(file) changes the file and its pages in one transaction. Raises LostClaim."""
        with transaction.atomic():
            file = self._mine().select_for_update().first()
            if file is None:
                raise LostClaim
            decide(file)
            file.save()

    def _mine(self):
        return PublicationFile.objects.filter(
            pk=self.pk, intake_state=IntakeState.PROCESSING, intake_heartbeat_at=self._beat_at
        )
