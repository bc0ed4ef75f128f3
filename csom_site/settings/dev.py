"""For one person on their own machine: loopback only, nothing secret, mail printed to the console."""

from .base import *  # noqa: F403
from .base import env

DEBUG = env.bool("DEBUG", default=False)
# Known to everybody, and therefore accepted on loopback addresses only; production settings refuse it.
SECRET_KEY = "django-insecure-for-loopback-only"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
LINK_CHECKS = env.bool("LINK_CHECKS", default=False)  # trying the site out asks nothing of other websites
