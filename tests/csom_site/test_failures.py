"""What visitors are told when something is not as they or we expected."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import path

from tests.seen import seen, texts, titles


def broken(request):
    raise RuntimeError("a fault of ours")


def forbidden(request):
    raise PermissionDenied


def away(request):
    raise Http404


urlpatterns = []


@pytest.fixture
def visitor(settings):
    """A browser on a site that has, beside its own pages, one that fails and one that nobody may see."""
    from csom_site import urls

    urlpatterns[:] = [path("broken/", broken), path("forbidden/", forbidden), *urls.urlpatterns]
    globals().update({name: getattr(urls, name) for name in ("handler400", "handler403", "handler404", "handler500")})
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_unknown_address_offers_documents_whose_titles_it_resembles(client, publish):
    publish("Managing the Challenges of Reentry")
    publish("Reentry of Women")
    publish("Something else")
    publish("Managing Reentry in Secret", state="draft")
    answer = client.get("/docs/managing_reentry%20challenges.pdf")
    assert answer.status_code == 404
    assert titles(answer) == ["Managing the Challenges of Reentry"]
    assert seen(answer).xpath("//main//input[@name='q']/@value") == ["managing reentry challenges"]
    assert titles(client.get("/library/reentry-of-womn/")) == ["Managing the Challenges of Reentry", "Reentry of Women"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/x", "/%00%ff", "/" + "abc/" * 500, "/library/%F0%9F%92%A9/", "/wp-login.php"])
def test_address_that_resembles_nothing_still_offers_ways_on(client, publish, address):
    publish()
    answer = client.get(address)
    assert answer.status_code == 404
    assert texts(seen(answer), "//h1") == ["Page not found"]
    assert not titles(answer)
    assert {"/library/", "/library/topics/", "/ask/"} <= set(seen(answer).xpath("//main//a/@href"))


def test_failure_of_ours_is_told_in_the_look_of_the_site_without_the_database(visitor, caplog):
    answer = visitor.get("/broken/")
    assert answer.status_code == 500
    assert texts(seen(answer), "//h1") == ["Something failed on our side"]
    assert texts(seen(answer), "//header//nav//a")
    assert "a fault of ours" not in answer.content.decode()


def test_failure_is_told_even_when_the_list_of_static_files_is_missing(visitor, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    answer = visitor.get("/about/")
    assert answer.status_code == 500
    assert seen(answer).xpath("//link[@rel='stylesheet']/@href") == ["/static/css/site.css"]


def test_what_is_for_others_is_refused_with_a_way_on(visitor):
    answer = visitor.get("/forbidden/")
    assert answer.status_code == 403
    assert texts(seen(answer), "//h1") == ["Not open to you"]
    assert "/library/" in seen(answer).xpath("//main//a/@href")


def test_form_sent_without_its_token_says_that_the_session_ended():
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert texts(seen(answer), "//h1") == ["Your session ended"]


def test_request_for_another_host_is_refused_in_words(visitor):
    answer = visitor.get("/about/", HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert texts(seen(answer), "//h1") == ["Address not understood"]
    assert "evil.example" not in answer.content.decode()
