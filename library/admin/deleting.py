"""Deleting publications: only those that no reader has ever been able to see."""

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as delete_after_asking
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.template.response import TemplateResponse

from library.admin.references import references
from library.intake.derived import remove_folder
from library.models import Authorship, OldSlug, Page, Publication, PublicationFile, State
from library.models.files import originals_storage

OWN_PARTS = {model._meta.verbose_name for model in (Authorship, OldSlug, Page, PublicationFile)}


def was_public(publication):
    """Whether readers may have seen it, linked to it or cited it."""
    if publication.state not in (State.DRAFT, State.SCHEDULED):
        return True
    return publication.history.filter(state__in=[State.PUBLISHED, State.WITHDRAWN]).exists()


def remove_stored(files):
    """Removes what lies in the storages for these files, once their records are gone for good."""
    stored = [(file.original.name, file.derived_folder) for file in files]

    def remove():
        for original, folder in stored:
            originals_storage().delete(original)
            remove_folder(folder)

    transaction.on_commit(remove)


class DeletingAdmin(admin.ModelAdmin):
    actions = ["delete_selected"]

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not was_public(obj))

    @admin.action(description="Delete documents that were never public", permissions=["delete"])
    def delete_selected(self, request, queryset):
        """In place of Django's action, which blames the account for what the document's past forbids."""
        refused = [publication for publication in queryset if was_public(publication)]
        for publication in refused:
            self.message_user(
                request,
                f"“{publication}” has been public, so it can't be deleted. Withdraw it instead.",
                messages.ERROR,
            )
        if refused:
            return None
        return delete_after_asking(self, request, queryset)

    def delete_model(self, request, obj):
        self.delete_queryset(request, Publication.objects.filter(pk=obj.pk))

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        remove_stored(PublicationFile.objects.filter(publication__in=queryset.values("pk")))
        super().delete_queryset(request, queryset)

    def delete_view(self, request, object_id, extra_context=None):
        publication = self.get_object(request, unquote(object_id))
        if publication is None:
            return super().delete_view(request, object_id, extra_context)
        others, parts = references(publication, request, self.admin_site)
        context = {"references": others, "parts": parts, **(extra_context or {})}
        if self.has_delete_permission(request) and was_public(publication):
            return self._refuse_to_delete(request, publication, context)
        return super().delete_view(request, object_id, context)

    def _refuse_to_delete(self, request, publication, context):
        context = {
            **self.admin_site.each_context(request),
            "title": "This document can't be deleted",
            "object": publication,
            "opts": self.opts,
            **context,
        }
        return TemplateResponse(request, "admin/library/publication/delete_refused.html", context, status=403)

    def get_deleted_objects(self, objs, request):
        """Who may delete a publication may delete its parts; and 5,000 pages are not listed one by one."""
        _, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        names = [str(publication) for publication in objs if isinstance(publication, Publication)]
        return names, counts, {str(name) for name in perms_needed} - OWN_PARTS, protected
