"""Bodies that are too large, at the door of the server."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from library.models import PublicationFile

UPLOAD = "/admin/library/publication/upload/"


class Unread:
    """A body that must not be touched."""

    def read(self, *_):
        raise AssertionError("the body was read")

    readline = read


def announce(client, length, address=UPLOAD):
    """A form with files of so many bytes, of which none has come yet."""
    return client.post(
        address,
        data=b"-",
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": Unread(), "CONTENT_LENGTH": str(length)},
    )


def test_a_body_over_the_limit_is_refused_before_it_is_read(staff_client, settings):
    answer = announce(staff_client, settings.UPLOAD_MAX_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    assert answer.status_code == 413
    assert "<h1>Too large</h1>" in answer.text
    assert "100.0\xa0MB are taken at once" in answer.text
    assert "Nothing was saved" in answer.text


def test_a_file_one_byte_over_the_limit_is_refused_while_it_comes(staff_client, settings):
    settings.UPLOAD_MAX_BYTES = 300_000
    one_too_many = b"%PDF-" + bytes(300_000 - 4)
    answer = staff_client.post(UPLOAD, {"files": SimpleUploadedFile("report.pdf", one_too_many)})
    assert answer.status_code == 413
    assert "at most 293.0\xa0KB" in answer.text
    assert not PublicationFile.objects.exists()


def test_several_files_that_are_too_much_together_are_refused(staff_client, settings):
    settings.UPLOAD_MAX_BYTES = 300_000
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    files = [SimpleUploadedFile(f"{number}.pdf", b"%PDF-" + bytes(200_000)) for number in range(2)]
    assert staff_client.post(UPLOAD, {"files": files}).status_code == 413


@pytest.mark.django_db
def test_visitors_can_send_no_more_than_a_form(client, settings):
    answer = announce(client, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1, reverse("admin:login"))
    assert answer.status_code == 413
    assert "2.0\xa0MB are taken at once" in answer.text


def test_someone_who_is_logged_in_but_not_of_the_staff_can_not_either(client, django_user_model, settings):
    client.force_login(django_user_model.objects.create_user("reader"))
    assert announce(client, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1, reverse("admin:login")).status_code == 413
