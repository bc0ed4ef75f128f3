"""Searching the records by their own words and by the names, old ones too, of the jurisdictions they serve."""

from django.db.models import Q

from training.models import Jurisdiction


def words_of(text):
    """“Cook County, IL” → [“Cook”, “County”, “IL”]."""
    return text.replace(",", " ").split()


class ServingAdmin:
    """For admins of models with `jurisdictions`. Each word must be in one of `looked_in`, or in such a name."""

    looked_in = ("title",)
    search_fields = ("title",)  # turns searching on; get_search_results() says where is looked
    search_help_text = "Words of the title; names of jurisdictions, former names too"

    def get_search_results(self, request, queryset, search_term):
        links = self.model.jurisdictions.through.objects
        for word in words_of(search_term):
            serving = links.filter(jurisdiction__in=Jurisdiction.objects.named_like([word]))
            found = Q(pk__in=serving.values(self.opts.model_name))
            for field in self.looked_in:
                found |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(found)
        return queryset, False
