from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = "Training and assistance"

    def ready(self):
        from library.search import kinds
        from training import signals  # noqa: F401 — connects them
        from training.search_indexes import KINDS

        for kind in KINDS:
            kinds.register(kind)
