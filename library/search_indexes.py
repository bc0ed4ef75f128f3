"""What Haystack's engines are given of each publication."""

from haystack import indexes

from library.models import Page, Publication


class PublicationIndex(indexes.SearchIndex, indexes.Indexable):
    """A publication with its pages. Which of them visitors see is decided when they ask, by Publication.public()."""

    text = indexes.CharField(document=True)
    pages = indexes.MultiValueField(indexed=False)
    names = indexes.MultiValueField(indexed=False)
    title = indexes.CharField(model_attr="full_title")
    summary = indexes.CharField(model_attr="summary")
    identifier = indexes.CharField(model_attr="identifier")
    topics = indexes.MultiValueField()
    authors = indexes.MultiValueField()

    def get_model(self):
        return Publication

    def index_queryset(self, using=None):
        """All that are public or are to become so by themselves."""
        return Publication.objects.filter(public_from__isnull=False).order_by("pk")

    def read_queryset(self, using=None):
        return Publication.objects.public()

    def prepare(self, publication):
        publication.indexed_pages = list(
            Page.objects.filter(file__publication=publication, file__is_current=True).values_list("pk", "text")
        )
        return super().prepare(publication)

    def prepare_text(self, publication):
        return "\n".join(text for _, text in publication.indexed_pages)

    def prepare_pages(self, publication):
        return publication.indexed_pages

    def prepare_names(self, publication):
        """What a visitor may type whole, to find exactly this one."""
        return [name for name in (publication.title, publication.full_title, publication.identifier) if name]

    def prepare_topics(self, publication):
        return [topic.name for topic in publication.topics.all()]

    def prepare_authors(self, publication):
        return [str(author) for author in publication.printed_authors] + [publication.publisher]
