"""Catalogues between their trial run and its confirmation."""

from datetime import timedelta

from django.utils import timezone
from import_export.tmp_storages import MediaStorage

_KEPT_FOR = timedelta(days=1)


class TrialStorage(MediaStorage):
    """In the storage “import_export”, which all web processes share; names can't be guessed.

    Trials that nobody confirmed are removed after a day, when the next one is stored.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs, MEDIA_FOLDER=None)

    def save(self, data):
        self._forget_old()
        super().save(data)

    def _forget_old(self):
        try:
            names = self._storage.listdir("")[1]
        except FileNotFoundError:  # the first trial of all
            return
        for name in names:
            if self._storage.get_modified_time(name) < timezone.now() - _KEPT_FOR:
                self._storage.delete(name)
