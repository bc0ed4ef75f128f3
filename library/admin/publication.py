"""Publications as staff see them: the list, and the form in the order of the work."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from library.admin import pictures, work
from library.admin.deleting import DeletingAdmin, was_public
from library.admin.files import outcome_tag
from library.admin.filters import AudienceFilter, FeaturedFilter, FileFilter, WorkFilter
from library.admin.forms import PublicationForm
from library.admin.history import HistoryAdmin, one_entry
from library.admin.publishing import PublishingAdmin
from library.admin.references import references
from library.admin.upload import UploadFilesAdmin
from library.admin.versions import FilesOnForm
from library.importing.admin import PublicationCatalogueAdmin
from library.models import Authorship, Publication, PublicationFile, State

SHORT_DATE = "M j, Y"
SHORT_MOMENT = "M j, Y, g:i A"
RELATED_FIELDS = {"topics", "audiences"}


def authors(publication):
    """{"Authors": their names in the order printed}, for the history, which does not follow their table."""
    authorships = publication.authorship_set.select_related("author")
    return {"Authors": "; ".join(map(str, authorships)) or "none"}


class PublicationChangeList(ChangeList):
    def apply_select_related(self, queryset):
        """What one row shows, in two queries for any number of rows."""
        current = Prefetch("files", PublicationFile.objects.current().defer("outline"), to_attr="current_files")
        return queryset.select_related("type").prefetch_related(current)


class AuthorshipInline(admin.TabularInline):
    """A publication's authors are part of it: who may change the one may change the other."""

    model = Authorship
    extra = 1
    autocomplete_fields = ["author"]
    verbose_name = "author"
    verbose_name_plural = "Authors, in the order printed"

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("library.view_publication") or self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("library.change_publication" if obj else "library.add_publication")

    has_add_permission = has_delete_permission = has_change_permission

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        help_texts = {
            "author": "A person or an organization. Begin to type the name; the plus sign adds a new one.",
            "position": "Place in the order printed: 1 comes first.",
        }
        if db_field.name in help_texts:
            kwargs["help_text"] = help_texts[db_field.name]
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "position":  # a table's heading is no label to a screen reader
            field.widget.attrs["aria-label"] = "Place in the order printed"
        return field


@admin.register(Publication)
class PublicationAdmin(
    PublicationCatalogueAdmin, FilesOnForm, PublishingAdmin, DeletingAdmin, UploadFilesAdmin, HistoryAdmin
):
    form = PublicationForm
    change_list_template = "admin/library/publication/change_list.html"
    change_form_template = "admin/library/publication/change_form.html"
    delete_confirmation_template = "admin/library/publication/delete.html"

    list_display = ["cover", "shown_title", "kind", "date", "standing", "file", "review", "modified"]
    list_display_links = ["shown_title"]
    list_filter = [
        "state",
        FileFilter,
        WorkFilter,
        ("is_featured", FeaturedFilter),
        "type",
        "topics",
        ("audiences", AudienceFilter),
        "language",
    ]
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    search_fields = ["title"]  # turns searching on; get_search_results() says where is looked
    search_help_text = "Words of the title, summary, author or topic; a number; an address"
    ordering = ["-modified_at"]
    actions = [*PublishingAdmin.actions, *DeletingAdmin.actions]

    save_on_top = True
    inlines = [AuthorshipInline]
    prepopulated_fields = {"slug": ["title"]}
    filter_horizontal = ["topics", "audiences"]
    autocomplete_fields = ["replaced_by"]
    fieldsets = [
        ("What it is", {"fields": ["title", "subtitle", "slug", "type", "language", "summary"]}),
        (
            "Who and when",
            {"classes": ["authors-follow"], "fields": ["publisher", ("year", "month", "day"), "identifier"]},
        ),
        ("About", {"fields": ["topics", "audiences", "history_note"]}),
        ("Rights and source", {"fields": ["rights", "provenance", "facts_verified", "funder", "award_number"]}),
        ("Upload", {"classes": ["files-precede"], "fields": ["upload", "upload_note"]}),
        (
            "Publishing",
            {"fields": ["state", "public_from", "withdrawn_reason", "replaced_by", "review_by", "is_featured"]},
        ),
    ]

    def get_changelist(self, request, **kwargs):
        return PublicationChangeList

    def get_search_results(self, request, queryset, search_term):
        """The words as visitors' lists look for them, or a part of the address; each publication once, unjoined."""
        if not search_term:
            return queryset, False
        return queryset.matching(search_term.split()) | queryset.filter(slug__icontains=search_term), False

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Publications", **(extra_context or {})})

    def view_on_site(self, publication):
        """The public page; before it is public, the preview of it that staff see at the same address."""
        return publication.get_absolute_url()

    def save_related(self, request, form, formsets, change):
        changed = form.has_changed() if change else not RELATED_FIELDS.isdisjoint(form.changed_data)
        with one_entry(form.instance, changed, authors) as sentences:
            super().save_related(request, form, formsets, change)
            sentences += self.save_files(request, form)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            others, parts = references(obj, request, self.admin_site)
            context |= {
                **self.files_context(request, obj),
                "references": others,
                "parts": parts,
                "missing": [] if obj.state == State.WITHDRAWN else work.missing(obj),
                "stays": was_public(obj),
                "cover": pictures.cover_tag(obj.current_file),
                "outcome": outcome_tag(obj.current_file),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="cover", empty_value="")
    def cover(self, publication):
        return pictures.cover_tag(publication.current_file)

    @admin.display(description="title", ordering="sort_title")
    def shown_title(self, publication):
        if not publication.subtitle:
            return publication.title
        return format_html('{}<span class="subtitle">{}</span>', publication.title, publication.subtitle)

    @admin.display(description="date", ordering="published_sort")
    def date(self, publication):
        return publication.published

    @admin.display(description="state", ordering="state")
    def standing(self, publication):
        more = []
        if publication.state == State.SCHEDULED:
            more.append(f"for {date_format(timezone.localtime(publication.public_from), SHORT_MOMENT)}")
        if publication.is_featured:
            more.append("on the home page")
        state = format_html('<span class="state {}">{}</span>', publication.state, publication.get_state_display())
        return format_html('{} <span class="quiet">{}</span>', state, ", ".join(more))

    @admin.display(description="type", ordering="type__name")
    def kind(self, publication):
        return publication.type.name

    @admin.display(description="review by", ordering="review_by", empty_value="")
    def review(self, publication):
        return publication.review_by and date_format(publication.review_by, SHORT_DATE)

    @admin.display(description="modified", ordering="modified_at")
    def modified(self, publication):
        return date_format(timezone.localtime(publication.modified_at), SHORT_DATE)

    @admin.display(description="file")
    def file(self, publication):
        return outcome_tag(publication.current_file)
