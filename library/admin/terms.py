"""Vocabularies and names."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html

from library.admin.merging import AuthorMergingAdmin, MergingAdmin
from library.models import Audience, Author, PublicationType, Topic


class CountedAdmin(admin.ModelAdmin):
    """Shows how many publications carry a word, with the way to them. `list_parameter`: the list's filter."""

    list_parameter = ""
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=Count("publications"))

    @admin.display(description="publications", ordering="number")
    def used_by(self, word):
        address = reverse("admin:library_publication_changelist")
        return format_html('<a href="{}?{}={}">{}</a>', address, self.list_parameter, word.pk, f"{word.number:,}")


class TermAdmin(CountedAdmin):
    list_display = ["name", "slug", "used_by"]
    search_fields = ["name", "slug", "description"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(PublicationType)
class PublicationTypeAdmin(TermAdmin):
    list_parameter = "type__id__exact"


@admin.register(Topic)
class TopicAdmin(MergingAdmin, TermAdmin):
    list_parameter = "topics__id__exact"
    merge_field = "topics"


@admin.register(Audience)
class AudienceAdmin(MergingAdmin, TermAdmin):
    list_parameter = "audiences__id__exact"
    merge_field = "audiences"


@admin.register(Author)
class AuthorAdmin(AuthorMergingAdmin, CountedAdmin):
    list_display = ["inverted", "kind", "used_by"]
    list_filter = ["kind"]
    search_fields = ["name", "given"]
    list_parameter = "authors__id__exact"

    @admin.display(description="name", ordering="name")
    def inverted(self, author):
        return author.inverted
