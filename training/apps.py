from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = "Training and assistance"

    def ready(self):
        from library import beside
        from library.models import Publication, Topic
        from library.search import kinds
        from training import signals  # noqa: F401 — connects them
        from training.beside import of_publication, of_topic
        from training.impact import counted, of_library, of_places, of_work
        from training.search_indexes import KINDS

        for kind in KINDS:
            kinds.register(kind)
        beside.register(Publication, of_publication)
        beside.register(Topic, of_topic)
        counted.register(*of_places.FIGURES, *of_work.FIGURES, *of_library.FIGURES)
