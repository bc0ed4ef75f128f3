"""What staff teach the search."""

from django.contrib import admin

from library.models import PromotedResult, Synonyms


@admin.register(Synonyms)
class SynonymsAdmin(admin.ModelAdmin):
    list_display = ["line", "note"]
    search_fields = ["line", "note"]


@admin.register(PromotedResult)
class PromotedResultAdmin(admin.ModelAdmin):
    list_display = ["query", "publication", "position"]
    list_select_related = ["publication"]
    search_fields = ["query", "publication__title"]
    autocomplete_fields = ["publication"]
