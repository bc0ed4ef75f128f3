"""The one door to the pages of records: what visitors may see, what staff preview, what is not there."""

from functools import wraps

from django.http import Http404
from django.views.decorators.http import require_safe


def record_view(model):
    """Make view(request, record) the answer at a record's address, whose parts are its fields: slug, or pk.

    What is public is looked up first, and nothing else is looked at when it is found: public pages depend on no
    cookie. Otherwise staff who may see such records get a preview (record.is_preview), and everybody else 404.
    """

    def decorate(view):
        @require_safe
        @wraps(view)
        def answer(request, **key):
            record = model.objects.public().filter(**key).first()
            if record:
                return view(request, record)
            record = model.objects.defer("internal_notes").filter(**key).first()
            if record is None or not _may_preview(request.user, model):
                raise Http404
            record.is_preview = True
            response = view(request, record)
            response["Cache-Control"] = "private, no-store"
            return response

        return answer

    return decorate


def _may_preview(user, model):
    return user.is_staff and user.has_perm(f"training.view_{model._meta.model_name}")
