"""The development settings plus a bare view and a count of queries, for benchmark runs only."""

from csom_site.settings.dev import *  # noqa: F403
from csom_site.settings.dev import MIDDLEWARE

ROOT_URLCONF = "csom_site.benchmarks.urls"
MIDDLEWARE = ["csom_site.benchmarks.measured.QueryCountMiddleware", *MIDDLEWARE]
