"""How request bodies with files are received: to disk, in chunks, and only as much as is allowed (security.md U3)."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.template.defaultfilters import filesizeformat


class UploadTooLarge(RequestDataTooBig):
    """The message is a sentence for the person who sent it. Django answers with handler400."""


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Refuses what is too large: by the length announced, before anything is read, and by each file while it comes.

    Only staff send files. Everybody else's forms may be as large as forms without files.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        form = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        limit = settings.UPLOAD_MAX_BYTES + form if self._from_staff() else form
        if content_length > limit:
            raise UploadTooLarge(
                f"What you sent has {filesizeformat(content_length)}; "
                f"{filesizeformat(settings.UPLOAD_MAX_BYTES if limit > form else form)} are taken at once."
            )

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > settings.UPLOAD_MAX_BYTES:
            raise UploadTooLarge(f"A file may have at most {filesizeformat(settings.UPLOAD_MAX_BYTES)}.")
        super().receive_data_chunk(raw_data, start)

    def _from_staff(self):
        user = getattr(self.request, "user", None)
        return bool(user and user.is_staff)
