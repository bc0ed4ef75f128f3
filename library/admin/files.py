"""Files on their own: how intake went, and another try."""

from django.contrib import admin, messages
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html

from library.admin import pictures
from library.admin.deleting import OWN_PARTS, remove_stored, was_public
from library.intake.process import try_again
from library.models import IntakeState, PublicationFile


def outcome_tag(file):
    """How intake went, in words, with the pages of what could be read. Trouble is worded, not only coloured."""
    if file is None:
        return format_html('<span class="quiet">{}</span>', "No file held")
    tones = dict.fromkeys([IntakeState.WAITING, IntakeState.PROCESSING], "quiet") | {IntakeState.TEXT: "fine"}
    tone = tones.get(file.intake_state, "trouble")
    pages = f", {file.page_count:,} {'page' if file.page_count == 1 else 'pages'}" if file.page_count else ""
    return format_html('<span class="{}">{}{}</span>', tone, file.get_intake_state_display(), pages)


def pages_address(file):
    """Where staff read and correct what was read on its pages."""
    return f"{reverse('admin:library_page_changelist')}?file__id__exact={file.pk}"


@admin.register(PublicationFile)
class PublicationFileAdmin(admin.ModelAdmin):
    list_display = ["cover", "document", "outcome", "version", "is_current", "size_in_words", "uploaded_at"]
    list_display_links = ["outcome"]
    list_filter = ["intake_state", "is_current", "machine_read", "text_cut"]
    list_select_related = ["publication"]
    list_per_page = 50
    search_fields = ["publication__title", "publication__slug", "original_name", "sha256"]
    search_help_text = "Title or address of the document, name of the uploaded file, or SHA-256"
    show_full_result_count = False
    ordering = ["-uploaded_at"]
    actions = ["try_again"]
    fields = [
        "document",
        "version",
        "is_current",
        "note",
        "outcome",
        "intake_note",
        "page_list",
        "size_in_words",
        "sha256",
        "original_name",
        "uploaded_at",
        "uploaded_by",
    ]
    readonly_fields = [field for field in fields if field != "note"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("publication").defer("outline")

    def get_urls(self):
        return [*pictures.urls(self.admin_site), *super().get_urls()]

    def has_add_permission(self, request):
        """New versions are uploaded on the form of their publication."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Of what readers have seen every version stays; and a current version goes only with its document."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (not obj.is_current and not was_public(obj.publication)))

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # one at a time, on its own page
        return actions

    def get_deleted_objects(self, objs, request):
        """Pages go with their file, and are not listed one by one."""
        _, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        return [str(file) for file in objs], counts, {str(name) for name in perms_needed} - OWN_PARTS, protected

    def delete_model(self, request, obj):
        remove_stored([obj])
        super().delete_model(request, obj)

    @admin.action(description="Try again", permissions=["change"])
    def try_again(self, request, queryset):
        for file in queryset:
            try_again(file)
        self.message_user(request, f"{len(queryset)} waiting to be processed again.", messages.SUCCESS)

    @admin.display(description="cover", empty_value="")
    def cover(self, file):
        return pictures.cover_tag(file)

    @admin.display(description="document", ordering="publication__sort_title")
    def document(self, file):
        address = reverse("admin:library_publication_change", args=[file.publication_id])
        return format_html('<a href="{}">{}</a>', address, file.publication)

    @admin.display(description="how it went", ordering="intake_state")
    def outcome(self, file):
        return outcome_tag(file)

    @admin.display(description="size", ordering="size")
    def size_in_words(self, file):
        return filesizeformat(file.size)

    @admin.display(description="pages")
    def page_list(self, file):
        return format_html('<a href="{}">Read and correct the text, page by page</a>', pages_address(file))
