"""What all tests share: real documents, and records made the short way."""

import os
import tempfile
from pathlib import Path

# Before Django reads its settings: nothing that a test writes touches the project's own var/.
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="library-tests-")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in the test's thread

import pytest
from django.core.files.base import ContentFile

OURS = ["library", "training", "csom_site"]  # apps
SAMPLES = Path(__file__).resolve().parent.parent / "library" / "demo" / "files"


@pytest.fixture(autouse=True)
def _empty_cache():
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def samples():
    """The folder of real public-domain PDFs that the demo library is made of."""
    return SAMPLES


@pytest.fixture
def publish(db):
    """publish(title, state="published", type="brief", topics=(), audiences=(), **fields) → a saved Publication."""
    from datetime import timedelta

    from django.utils import timezone
    from django.utils.text import slugify

    from library.models import Audience, Publication, PublicationType, Topic

    def terms(model, names):
        return [model.objects.get_or_create(slug=slugify(n), defaults={"name": n})[0] for n in names]

    def make(title="Supervision in the community", *, type="brief", topics=(), audiences=(), **fields):
        fields.setdefault("slug", slugify(title)[:120])
        fields.setdefault("state", "published")
        if fields["state"] == "scheduled":
            fields.setdefault("public_from", timezone.now() + timedelta(days=1))
        if fields["state"] == "withdrawn":
            fields.setdefault("withdrawn_reason", "Its figures were wrong.")
        publication = Publication(title=title, type=PublicationType.objects.get(slug=type), **fields)
        publication.save()
        publication.topics.set(terms(Topic, topics))
        publication.audiences.set(terms(Audience, audiences))
        return publication

    return make


@pytest.fixture
def staff_client(client, django_user_model):
    """A browser in which a superuser of the staff is logged in."""
    user = django_user_model.objects.create_superuser("librarian", password="correct horse battery")
    client.force_login(user)
    return client


@pytest.fixture
def staff(django_user_model):
    """staff("view_publication", …) → a browser in which a member of staff with just these rights is logged in."""

    from django.contrib.auth.models import Permission
    from django.test import Client

    def log_in(*codenames):
        user = django_user_model.objects.create_user(
            f"staff-{django_user_model.objects.count()}", password="correct horse battery", is_staff=True
        )
        permissions = Permission.objects.filter(content_type__app_label__in=OURS, codename__in=codenames)
        assert len(permissions) == len(codenames)
        user.user_permissions.set(permissions)
        browser = Client()
        browser.force_login(user)
        return browser

    return log_in


@pytest.fixture
def content():
    """content(name) → the sample PDF of that name as an uploadable file."""

    def read(name):
        return ContentFile((SAMPLES / name).read_bytes(), name=name)

    return read


@pytest.fixture
def search_folder(tmp_path):
    """The folder of a search index of the test's own, empty at first; those of other kinds of records lie beside it."""
    from haystack import connections

    def move(name, path):
        connections.connections_info[name]["PATH"] = str(path)
        connections.reload(name)

    usual = {name: Path(options["PATH"]) for name, options in connections.connections_info.items()}
    for name, path in usual.items():
        move(name, tmp_path / path.name)
    yield tmp_path / usual["default"].name
    for name, path in usual.items():
        move(name, path)


@pytest.fixture
def index(search_folder, db):
    """index() brings the index up to date with the records."""
    from library.search.indexing import bring_up_to_date

    return bring_up_to_date
