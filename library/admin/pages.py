"""Correcting the text that was read on a page, beside the picture of it."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from library.models import Page, Publication


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    list_display = ["publication", "version", "number", "label", "is_corrected"]
    list_display_links = ["number"]
    list_filter = ["is_corrected"]
    list_select_related = ["file__publication"]
    list_per_page = 50
    search_fields = ["file__publication__title", "file__publication__slug"]
    search_help_text = "Title or address of a publication"
    show_full_result_count = False
    ordering = ["file", "number"]
    fields = ["publication", "picture", "text", "is_corrected", "number", "label"]
    readonly_fields = ["publication", "picture", "number", "label"]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("file__publication").defer("file__outline")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, page, form, change):
        """Keeps corrected text from the next processing, and word places that no longer fit from being used."""
        if "text" in form.changed_data:
            page.is_corrected = True
            if len(page.text.split()) != len(form.initial["text"].split()):
                page.word_boxes = b""
        super().save_model(request, page, form, change)
        if form.changed_data:
            publication = Publication.objects.get(pk=page.file.publication_id)
            publication._change_reason = f"Text of page {page.number} in version {page.file.version} corrected."
            publication.save()

    @admin.display(description="document", ordering="file__publication__sort_title")
    def publication(self, page):
        address = reverse("admin:library_publication_change", args=[page.file.publication_id])
        return format_html('<a href="{}">{}</a>', address, page.file.publication)

    @admin.display
    def version(self, page):
        return page.file.version

    @admin.display(description="as printed")
    def picture(self, page):
        file = page.file
        if not file.is_readable:
            return "There is no picture of this page."
        address = reverse("admin:library_file_page", args=[file.pk, page.number])
        return format_html('<img class="leaf" src="{}" alt="Page {} as printed">', address, page.number)
