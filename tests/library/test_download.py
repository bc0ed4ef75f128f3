"""Downloads over HTTP: conditions, ranges, names, headers."""

from itertools import islice
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from library.intake.accept import accept_file
from library.models import PublicationFile

pytestmark = pytest.mark.django_db

OPIOID = "doj-2022-ada-and-the-opioid-crisis.pdf"
ADDRESS = "/library/d/download/d.pdf"


@pytest.fixture
def original(samples):
    return (samples / OPIOID).read_bytes()


@pytest.fixture
def file(publish, content):
    """A real document as it was uploaded, not processed yet."""
    return accept_file(publish(slug="d"), content(OPIOID))


@pytest.fixture
def small(publish, write):
    """A file of ten bytes."""
    file = write(publish(slug="d"), ["Text."])
    with file.original.storage.open(file.original.name, "wb") as stored:
        stored.write(b"0123456789")
    PublicationFile.objects.update(size=10)
    return file


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_original_comes_whole_and_unchanged(client, file, original):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert body(answer) == original
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Length"] == str(len(original))
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["ETag"] == f'"{file.sha256}"'
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == 'inline; filename="d.pdf"'


def test_it_is_sent_in_blocks_never_read_whole(client, file, original):
    blocks = list(client.get(ADDRESS).streaming_content)
    assert {len(block) for block in blocks[:-1]} == {64 * 1024}
    assert len(blocks) == -(-len(original) // (64 * 1024))


def test_file_is_closed_after_sending_also_when_the_client_goes_away(client, file):
    def times_open():
        links = Path("/proc/self/fd").iterdir()
        return sum(str(link.readlink()).endswith(file.original.name) for link in links if link.is_symlink())

    for headers in ({}, {"Range": "bytes=10-99999"}):
        for blocks in (0, 1, 99):
            answer = client.get(ADDRESS, headers=headers)
            assert times_open() == 1
            list(islice(answer.streaming_content, blocks))
            answer.close()
            assert times_open() == 0


def test_head_says_the_same_without_opening_the_file(client, file, original):
    storages["originals"].delete(file.original.name)
    answer = client.head(ADDRESS)
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer.headers["Content-Length"] == str(len(original))
    assert answer.headers["ETag"] == f'"{file.sha256}"'
    assert answer.headers["Content-Disposition"] == 'inline; filename="d.pdf"'


def test_pdf_answers_carry_no_content_security_policy_and_all_others_do(client, file):
    condition = {"If-None-Match": f'"{file.sha256}"'}
    for headers in ({}, {"Range": "bytes=0-9"}, {"Range": "bytes=999999999-"}, condition):
        assert "Content-Security-Policy" not in client.get(ADDRESS, headers=headers).headers
    assert "Content-Security-Policy" not in client.head(ADDRESS).headers
    assert "default-src 'none'" in client.get("/library/d/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in client.get("/library/none/download/none.pdf").headers["Content-Security-Policy"]


def test_pdf_answers_are_not_compressed(client, file, original):
    answer = client.get(ADDRESS, headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in answer.headers
    assert body(answer) == original
    assert client.get("/library/d/", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("asked", "bounds", "content"),
    [
        ("bytes=0-0", "0-0", b"0"),
        ("bytes=0-", "0-9", b"0123456789"),
        ("bytes=3-5", "3-5", b"345"),
        ("bytes=9-9", "9-9", b"9"),
        ("bytes=7-999", "7-9", b"789"),
        ("bytes=-1", "9-9", b"9"),
        ("bytes=-4", "6-9", b"6789"),
        ("bytes=-999", "0-9", b"0123456789"),
        ("Bytes=3-5", "3-5", b"345"),
        (" bytes=3-5 ", "3-5", b"345"),
    ],
)
def test_one_range_gives_that_part(client, small, asked, bounds, content):
    answer = client.get(ADDRESS, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == f"bytes {bounds}/10"
    assert answer.headers["Content-Length"] == str(len(content))
    assert body(answer) == content
    assert answer.headers["ETag"] == f'"{small.sha256}"'
    assert answer.headers["Content-Disposition"] == 'inline; filename="d.pdf"'


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-20", "bytes=999999999999999999-", "bytes=-0"])
def test_range_with_nothing_in_it_is_416(client, small, asked):
    answer = client.get(ADDRESS, headers={"Range": asked})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == "bytes */10"
    assert body(answer) == b""


@pytest.mark.parametrize(
    "asked",
    [
        *["", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-3", "bytes=--5", "bytes=1.0-2", "bytes=0x1-2"],
        *["bytes=+1-2", "bytes=1-+2", "bytes= 1-2", "bytes=1 -2", "bytes=٣-٥", "bytes=1-2-3", "bytes=1_0-"],
        *["chars=0-1", "0-1", "=", "-", "bytes=0-1\x00", "bytes=0-0,1-1", "bytes=0-0,"],
        *["bytes=" + "9" * 5000 + "-", "bytes=-" + "9" * 5000, "bytes=" + ",".join(["0-"] * 1300)],
    ],
)
def test_any_other_range_header_is_ignored(client, small, asked):
    answer = client.get(ADDRESS, headers={"Range": asked})
    assert answer.status_code == 200
    assert body(answer) == b"0123456789"
    assert "Content-Range" not in answer.headers


def test_many_ranges_do_not_multiply_the_answer(client, file, original):
    asked = "bytes=" + ",".join(f"{start}-" for start in range(1000))
    assert len(body(client.get(ADDRESS, headers={"Range": asked}))) == len(original)


def test_range_of_a_head_request_is_ignored(client, small):
    assert client.head(ADDRESS, headers={"Range": "bytes=0-0"}).status_code == 200


def test_parts_put_together_are_the_original(client, file, original):
    size, parts = 100_000, []
    for start in range(0, len(original), size):
        headers = {"Range": f"bytes={start}-{start + size - 1}", "If-Range": f'"{file.sha256}"'}
        parts.append(body(client.get(ADDRESS, headers=headers)))
    assert b"".join(parts) == original


def test_if_range_gives_a_part_only_of_the_same_file(client, small):
    modified = client.head(ADDRESS).headers["Last-Modified"]
    for condition, status in [
        (f'"{small.sha256}"', 206),
        (modified, 206),
        (f'W/"{small.sha256}"', 200),
        ('"another"', 200),
        (small.sha256, 200),
        ("Tue, 01 Jan 2030 00:00:00 GMT", 200),
        ("rubbish", 200),
        ("*", 200),
    ]:
        answer = client.get(ADDRESS, headers={"Range": "bytes=0-0", "If-Range": condition})
        assert (condition, answer.status_code) == (condition, status)
        assert body(answer) == (b"0" if status == 206 else b"0123456789")


def test_what_the_client_has_already_is_not_sent_again(client, small):
    first = client.head(ADDRESS)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for headers, status in [
        ({"If-None-Match": etag}, 304),
        ({"If-None-Match": f'"other", W/{etag}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other"'}, 200),
        ({"If-None-Match": "rubbish"}, 200),
        ({"If-Modified-Since": modified}, 304),
        ({"If-Modified-Since": "Tue, 01 Jan 2030 00:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}, 200),
        ({"If-Modified-Since": "rubbish"}, 200),
        ({"If-None-Match": '"other"', "If-Modified-Since": modified}, 200),
        ({"If-None-Match": etag, "Range": "bytes=0-0"}, 304),
        ({"If-Match": '"other"'}, 412),
        ({"If-Unmodified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}, 412),
    ]:
        answer = client.get(ADDRESS, headers=headers)
        assert (headers, answer.status_code) == (headers, status)
        assert body(answer) == (b"0123456789" if status == 200 else b"")
        if status == 304:
            assert answer.headers["ETag"] == etag
            assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
            assert answer.headers["Content-Length"] == "10"


@pytest.mark.parametrize(
    "name", ["other.pdf", "D.pdf", "d.PDF", "d", "..", "%2e%2e", "d.pdf%00", "a%0d%0aSet-Cookie:%20x=1", "d.html"]
)
def test_wrong_name_leads_to_the_right_one(client, file, name):
    answer = client.get(f"/library/d/download/{name}")
    assert answer.status_code == 301
    assert answer.headers["Location"] == ADDRESS
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.pdf", "a\r\nSet-Cookie: x=1.pdf", 'a"; filename="b.exe', "\u202efdp.exe", "CON.pdf", "é" * 99],
)
def test_name_of_the_upload_never_shows(client, publish, samples, name):
    upload = ContentFile((samples / OPIOID).read_bytes())
    upload.name = name if name.endswith(".pdf") else f"{name}.pdf"
    file = accept_file(publish(slug="d"), upload)
    answer = client.get(ADDRESS)
    assert answer.headers["Content-Disposition"] == 'inline; filename="d.pdf"'
    assert "Set-Cookie" not in answer.headers
    assert file.original_name not in client.get("/library/d/").text
    assert file.original.storage.path(file.original.name).startswith(file.original.storage.location)


def test_each_version_has_an_address_that_stays(client, publish, content):
    publication = publish(slug="d")
    first = accept_file(publication, content("fbi-2018-nibrs-data-dictionary.pdf"))
    assert client.head("/library/d/versions/1/d-v1.pdf").headers["ETag"] == f'"{first.sha256}"'
    second = accept_file(publication, content(OPIOID))
    assert client.head("/library/d/versions/1/d-v1.pdf").headers["ETag"] == f'"{first.sha256}"'
    assert client.head("/library/d/versions/2/d-v2.pdf").headers["ETag"] == f'"{second.sha256}"'
    assert client.head(ADDRESS).headers["ETag"] == f'"{second.sha256}"'
    answer = client.get("/library/d/versions/1/d-v1.pdf")
    assert answer.headers["Content-Disposition"] == 'inline; filename="d-v1.pdf"'
    assert body(answer) == content("fbi-2018-nibrs-data-dictionary.pdf").read()
    wrong = client.get("/library/d/versions/1/d.pdf")
    assert (wrong.status_code, wrong.headers["Location"]) == (301, "/library/d/versions/1/d-v1.pdf")


@pytest.mark.parametrize("version", ["0", "2", "99999", "9" * 30, "9" * 5000, "-1", "x"])
def test_version_that_is_not_there_is_404(client, file, version):
    assert client.get(f"/library/d/versions/{version}/d-v{version}.pdf").status_code == 404


def test_record_without_a_file_has_no_download(client, publish):
    publish(slug="d")
    assert client.get(ADDRESS).status_code == 404


def test_file_that_could_not_be_read_is_still_the_original(client, file, original):
    PublicationFile.objects.update(intake_state="broken")
    assert body(client.get(ADDRESS)) == original


def test_web_server_is_told_to_send_the_file_when_the_setting_says_so(client, file, settings):
    settings.X_ACCEL_REDIRECT = "/protected/"
    answer = client.get(ADDRESS, headers={"Range": "bytes=0-9", "If-None-Match": f'"{file.sha256}"'})
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer.headers["X-Accel-Redirect"] == f"/protected/originals/{file.original.name}"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="d.pdf"'
    assert "Content-Security-Policy" not in answer.headers


def test_path_given_to_the_web_server_is_quoted(client, file, settings):
    settings.X_ACCEL_REDIRECT = "/protected"
    PublicationFile.objects.update(original="a b/%2e\r\nX: y?#.pdf")
    answer = client.get(ADDRESS)
    assert answer.headers["X-Accel-Redirect"] == "/protected/originals/a%20b/%252e%0D%0AX%3A%20y%3F%23.pdf"


def test_file_outside_the_media_folder_or_on_another_machine_is_sent_by_us(client, file, settings, tmp_path, original):
    settings.X_ACCEL_REDIRECT = "/protected/"
    settings.MEDIA_ROOT = tmp_path
    answer = client.get(ADDRESS)
    assert "X-Accel-Redirect" not in answer.headers
    assert body(answer) == original


def test_media_folder_is_reachable_by_no_path(client, file):
    name = file.original.name
    for prefix in ("media", "media/originals", "protected/originals", "originals", "static", "static/../media"):
        assert client.get(f"/{prefix}/{name}").status_code == 404
