"""Publishing, withdrawing and featuring, for one publication or many: always by Publication.move_to, never past it."""

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.response import TemplateResponse

from library.admin.forms import WithdrawForm
from library.models import MOVES, State

# Each move is checked in full and written into the history, 10 ms of work, and all of them are one transaction.
MOST_AT_ONCE = 200
MOST_NAMED = 20  # of those that were refused
PUBLISHING_FIELDS = ["state", "public_from", "withdrawn_reason", "is_featured"]


def obstacle(publication, state):
    """Why a publication can't go to this state, as a sentence; empty when it can."""
    if publication.state == state:
        return f"It is {state.label.lower()} already."
    if state not in MOVES[State(publication.state)]:
        now = publication.get_state_display()
        return f"Its state is “{now}”; only what is {_sources(state)} can be {_DONE[state]}."
    return ""


_DONE = {State.PUBLISHED: "published", State.WITHDRAWN: "withdrawn"}


def _sources(state):
    return " or ".join(source.label.lower() for source in MOVES if state in MOVES[source])


class PublishingAdmin(admin.ModelAdmin):
    actions = ["publish_now", "withdraw", "feature", "unfeature"]

    def has_publish_permission(self, request):
        return request.user.has_perm("library.publish_publication") and self.has_change_permission(request)

    def get_readonly_fields(self, request, obj=None):
        fields = list(super().get_readonly_fields(request, obj))
        return fields if self.has_publish_permission(request) else fields + PUBLISHING_FIELDS

    @admin.action(description="Publish now", permissions=["publish"])
    def publish_now(self, request, queryset):
        if publications := self._few_enough(request, queryset):
            self._move(request, publications, State.PUBLISHED)

    @admin.action(description="Withdraw…", permissions=["publish"])
    def withdraw(self, request, queryset):
        """Asks for the reason first, on a page that lists what will be withdrawn and what can't be."""
        publications = self._few_enough(request, queryset)
        if not publications:
            return None
        can = [publication for publication in publications if not obstacle(publication, State.WITHDRAWN)]
        cannot = [(p, obstacle(p, State.WITHDRAWN)) for p in publications if p not in can]
        form = WithdrawForm(request.POST if "withdraw" in request.POST else None, withdrawn=can)
        if form.is_valid():
            self._move(request, publications, State.WITHDRAWN, **form.cleaned_data)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Withdraw documents",
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "can": can,
            "cannot": cannot,
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/library/publication/withdraw.html", context)

    @admin.action(description="Show on the home page", permissions=["publish"])
    def feature(self, request, queryset):
        self._feature(request, queryset, True)

    @admin.action(description="Take off the home page", permissions=["publish"])
    def unfeature(self, request, queryset):
        self._feature(request, queryset, False)

    def _few_enough(self, request, queryset):
        """The chosen publications, in the list's order; none, with a message, when they are too many for one go."""
        publications = list(queryset[: MOST_AT_ONCE + 1])
        if len(publications) <= MOST_AT_ONCE:
            return publications
        self.message_user(
            request, f"Choose at most {MOST_AT_ONCE:,} documents at a time. Nothing was changed.", messages.ERROR
        )
        return []

    def _move(self, request, publications, state, **fields):
        """Moves what may be moved, in one transaction, and says of the rest which and why."""
        moved, refused = [], []
        with transaction.atomic():
            for publication in publications:
                if reason := obstacle(publication, state):
                    refused.append((publication, reason))
                    continue
                try:
                    publication.move_to(state, **fields)
                except ValidationError as error:
                    refused.append((publication, " ".join(error.messages)))
                else:
                    self.log_change(request, publication, f"{_DONE[state].capitalize()}.")
                    moved.append(publication)
        if moved:
            documents = "1 document" if len(moved) == 1 else f"{len(moved):,} documents"
            self.message_user(request, f"{documents} {_DONE[state]}.", messages.SUCCESS)
        for publication, reason in refused[:MOST_NAMED]:
            self.message_user(request, f"“{publication}” was not {_DONE[state]}. {reason}", messages.ERROR)
        if more := len(refused[MOST_NAMED:]):
            self.message_user(request, f"{more:,} more were not {_DONE[state]} either.", messages.ERROR)

    def _feature(self, request, queryset, featured):
        chosen = self._few_enough(request, queryset.exclude(is_featured=featured))
        with transaction.atomic():
            for publication in chosen:
                publication.is_featured = featured
                publication.save()
        where = "on the home page now" if featured else "off the home page now"
        self.message_user(request, f"{len(chosen)} of the chosen documents put {where}.", messages.SUCCESS)
