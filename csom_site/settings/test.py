"""For the tests: a folder of their own to write in, gone when they end."""

import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="library-tests-")
os.environ["VAR_DIR"] = _folder.name
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in the test's thread

from .dev import *  # noqa: E402, F403
from .dev import STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir()
# Without collectstatic; the start-up tests see the hashed names.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
