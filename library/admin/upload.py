"""Many files in one go: each good one becomes a draft, each bad one is told with its reason."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from library.admin.forms import UploadFilesForm
from library.admin.names import free_slug, readable_title
from library.admin.versions import may_upload, store
from library.models import Publication, PublicationFile

OUTCOMES = "upload_outcomes"  # in the session, from the upload to the page that tells how it went


def take_in(uploaded, publication_type, user):
    """Makes a draft of one file. Returns how it went, in what a session can hold.

    {"name", "refused": a sentence} or {"name", "publication": pk, "title", "same_as": [(pk, title), …]}.
    """
    title = readable_title(uploaded.name)
    try:
        with transaction.atomic():
            publication = Publication(title=title, slug=free_slug(title), type=publication_type, facts_verified=False)
            publication._change_reason = f"Made from the file {uploaded.name}."
            publication.save()
            file = store(publication, uploaded, user)
    except ValidationError as error:
        return {"name": uploaded.name, "refused": " ".join(error.messages)}
    same = PublicationFile.objects.same_bytes(file.sha256).exclude(pk=file.pk)
    return {
        "name": uploaded.name,
        "publication": publication.pk,
        "title": title,
        "same_as": [(other.publication_id, str(other.publication)) for other in same],
    }


class UploadFilesAdmin(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view(self.upload_files_view)
        return [path("upload/", view, name="library_publication_upload"), *super().get_urls()]

    def has_upload_permission(self, request):
        return self.has_add_permission(request) and may_upload(request)

    def upload_files_view(self, request):
        if not self.has_upload_permission(request):
            raise PermissionDenied
        form = UploadFilesForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            chosen = form.cleaned_data
            outcomes = [take_in(file, chosen["type"], request.user) for file in chosen["files"]]
            for outcome in outcomes:
                if "publication" in outcome:
                    publication = Publication.objects.get(pk=outcome["publication"])
                    self.log_addition(request, publication, f"Made from the file {outcome['name']}.")
            request.session[OUTCOMES] = outcomes
            return redirect(reverse("admin:library_publication_upload", current_app=self.admin_site.name))
        context = {
            **self.admin_site.each_context(request),
            "title": "Upload files",
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "outcomes": request.session.pop(OUTCOMES, []),
        }
        return TemplateResponse(request, "admin/library/publication/upload.html", context)

    def changelist_view(self, request, extra_context=None):
        context = {"has_upload_permission": self.has_upload_permission(request), **(extra_context or {})}
        return super().changelist_view(request, context)
