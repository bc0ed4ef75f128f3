"""What is answered when something can't be given for the moment."""

from django.http import HttpResponse

# Seconds. By then the worker has most likely built a new index, and others' pictures are drawn.
TRY_AGAIN_AFTER = 60


def not_now(told):
    """503 with a sentence in plain text, for programs and for what is no page."""
    headers = {"Retry-After": str(TRY_AGAIN_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(told, content_type="text/plain; charset=utf-8", status=503, headers=headers)
