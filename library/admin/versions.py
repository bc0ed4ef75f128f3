"""The file of a publication on its own form: a new version, the current one, another try, and what the PDF suggests.

Its buttons are submit buttons of the form itself, so pressing one saves what was typed as well and loses nothing.
"""

from django.contrib import admin, messages
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from library.admin.suggestions import FACTS, suggestions, take_over
from library.intake.accept import RefusedFile, accept_file
from library.intake.process import try_again
from library.models import PublicationFile

BUTTONS = {"_make_current", "_try_again", "_take_over"}


def may_upload(request):
    return request.user.has_perm("library.add_publicationfile")


def may_change_files(request):
    return request.user.has_perm("library.change_publicationfile")


def store(publication, uploaded, user, note=""):
    """The new PublicationFile. Raises RefusedFile for what is no good, and when there is no room for it."""
    try:
        return accept_file(publication, uploaded, user=user, note=note)
    except OSError as error:
        raise RefusedFile(f"The file could not be stored ({error.strerror}). Nothing of it was kept.") from error


def say_where_else(request, file):
    """Warns when a file is held already, and names and links the other documents. Nothing is refused for it."""
    others = PublicationFile.objects.same_bytes(file.sha256).exclude(pk=file.pk)
    if others:
        links = format_html_join(
            ", ",
            '“<a href="{}">{}</a>” (version {})',
            [
                (
                    reverse("admin:library_publication_change", args=[other.publication_id]),
                    other.publication,
                    other.version,
                )
                for other in others
            ],
        )
        text = format_html("The library already holds the very same file “{}” as {}.", file.original_name, links)
        messages.warning(request, text)


@transaction.atomic
def make_current(file):
    """Gives visitors this version at the publication's lasting address."""
    for other in file.publication.files.current().exclude(pk=file.pk):
        other.is_current = False
        other.save(update_fields=["is_current"])
    file.is_current = True
    file.save(update_fields=["is_current"])


class FilesOnForm(admin.ModelAdmin):
    """What a publication's form does with its files."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if may_upload(request) and (obj is None or self.has_change_permission(request, obj)):
            return fieldsets
        return [(name, options) for name, options in fieldsets if "upload" not in options["fields"]]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except RefusedFile as refusal:  # nothing was saved: show the form again, with all that was typed
            request.refusal = refusal
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        if not may_upload(request):  # declared fields are read even where no fieldset shows them
            del form.base_fields["upload"], form.base_fields["upload_note"]
        return form

    def save_files(self, request, form):
        """Does what was asked for with the files; returns what was done, in sentences for the history."""
        done = []
        publication = form.instance
        if uploaded := form.cleaned_data.get("upload"):
            note = form.cleaned_data["upload_note"]
            file = store(publication, uploaded, request.user, note)
            say_where_else(request, file)
            done.append(f"Version {file.version} of the file uploaded ({file.original_name}).")
        if may_change_files(request):
            done += self._pressed_for_a_file(request, publication)
        if (fact := request.POST.get("_take_over")) in FACTS:
            done += self._take_over(request, publication, fact)
        return done

    def _pressed_for_a_file(self, request, publication):
        files = publication.files.all()
        if (pk := request.POST.get("_make_current", "")).isdecimal() and (file := files.filter(pk=pk).first()):
            make_current(file)
            messages.success(request, f"Version {file.version} is what readers get now.")
            return [f"Version {file.version} of the file made the current one."]
        if (pk := request.POST.get("_try_again", "")).isdecimal() and (file := files.filter(pk=pk).first()):
            try_again(file)
            messages.success(request, f"Version {file.version} is waiting to be processed again.")
        return []

    def _take_over(self, request, publication, fact):
        publication.__dict__.pop("current_files", None)  # another version may just have become the current one
        if take_over(publication, fact):
            return [f"The {fact} was taken over from the PDF."]
        messages.warning(request, f"The {fact} was not taken over: the record already says something there.")
        return []

    def response_change(self, request, obj):
        if BUTTONS & request.POST.keys():  # stay on the form
            request.POST = request.POST.copy()
            request.POST["_continue"] = "1"
        return super().response_change(request, obj)

    def files_context(self, request, publication):
        """What the form's template shows of the files."""
        return {
            "files": publication.files.select_related("uploaded_by").defer("outline"),
            "suggestions": suggestions(publication),
            "may_add_authors": request.user.has_perm("library.add_author"),
            "may_change_files": may_change_files(request) and self.has_change_permission(request, publication),
        }
