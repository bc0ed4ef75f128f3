"""Covers and pictures of pages over HTTP."""

import io

import pytest
from PIL import Image

from library.intake import pictures

pytestmark = pytest.mark.django_db

OPIOID = "doj-2022-ada-and-the-opioid-crisis.pdf"


@pytest.fixture
def file(publish, hold):
    return hold(publish(slug="d"), OPIOID)


@pytest.mark.parametrize(
    ("name", "width", "most"),
    [
        ("cover-160", 160, 10 * 1024),
        ("cover-320", 320, 10 * 1024),
        ("page-3-800", 800, 120 * 1024),
        ("page-3-1200", 1200, 270 * 1024),
    ],
)
def test_picture_is_webp_of_its_width(client, file, name, width, most):
    answer = client.get(f"/library/d/v1/{name}.webp")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Encoding" not in answer.headers
    assert len(answer.content) <= most
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert (picture.format, picture.width) == ("WEBP", width)


def test_picture_that_the_client_has_already_is_not_sent_again(client, file):
    etag = client.get("/library/d/v1/cover-160.webp").headers["ETag"]
    answer = client.get("/library/d/v1/cover-160.webp", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert client.get("/library/d/v1/cover-160.webp", headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        *["v1/cover-161", "v1/cover-0", "v1/cover-800", f"v1/cover-{'9' * 5000}", "v2/cover-160", "v0/cover-160"],
        *["v1/page-0-800", "v1/page-9-800", "v1/page-1-801", "v1/page-1-320", f"v1/page-{'9' * 30}-800"],
        f"v{'9' * 30}/page-1-800",
    ],
)
def test_picture_that_is_not_offered_is_404(client, publish, write, name):
    write(publish(slug="d"), ["Text."] * 8, has_cover=True)
    assert client.get(f"/library/d/{name}.webp").status_code == 404


def test_file_without_a_cover_or_not_readable_has_no_pictures(client, publish, write):
    write(publish(slug="d"), intake_state="broken", page_count=3)
    assert client.get("/library/d/v1/cover-160.webp").status_code == 404
    assert client.get("/library/d/v1/page-1-800.webp").status_code == 404


def test_picture_that_can_not_be_made_just_now_is_503_with_a_time_to_come_back(client, publish, write, monkeypatch):
    def unavailable(*which):
        raise pictures.PictureUnavailable

    write(publish(slug="d"), ["Text."])
    monkeypatch.setattr("library.views.files.open_page_picture", unavailable)
    answer = client.get("/library/d/v1/page-1-800.webp")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"].startswith("text/plain")
