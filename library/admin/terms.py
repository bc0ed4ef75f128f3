"""Vocabularies and names."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html

from library.admin.merging import AuthorMergingAdmin, MergingAdmin, field_for
from library.models import Audience, Author, Publication, PublicationType, Topic


class CountedAdmin(admin.ModelAdmin):
    """Shows how many publications carry a word, with the way to them."""

    show_full_result_count = False

    def get_queryset(self, request):
        field = field_for(self.model)
        carrying = Publication.objects.filter(**{field: OuterRef("pk")}).order_by().values(field)
        # A question of its own for each row shown: where nobody looks at the number, nothing is counted.
        number = Coalesce(Subquery(carrying.annotate(number=Count("pk")).values("number")), 0)
        return super().get_queryset(request).annotate(number=number)

    @admin.display(description="publications", ordering="number")
    def used_by(self, word):
        address = reverse("admin:library_publication_changelist")
        field = field_for(self.model)
        return format_html('<a href="{}?{}__id__exact={}">{}</a>', address, field, word.pk, f"{word.number:,}")


class TermAdmin(CountedAdmin):
    list_display = ["name", "slug", "used_by"]
    search_fields = ["name", "slug", "description"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(PublicationType)
class PublicationTypeAdmin(TermAdmin):
    list_display = ["name", "name_plural", "slug", "used_by"]


@admin.register(Topic, Audience)
class MergeableTermAdmin(MergingAdmin, TermAdmin):
    """Words that a publication may have any number of."""


@admin.register(Author)
class AuthorAdmin(AuthorMergingAdmin, CountedAdmin):
    list_display = ["inverted", "kind", "used_by"]
    list_filter = ["kind"]
    search_fields = ["name", "given"]

    @admin.display(description="name", ordering="name")
    def inverted(self, author):
        return author.inverted
