from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class SiteConfig(AppConfig):
    name = "csom_site"
    verbose_name = "Site"
    default = True

    def ready(self):
        from csom_site.tasks import queue_due_checks
        from library.intake.housekeeping import day_began

        day_began.connect(queue_due_checks)


class SiteAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "csom_site.admin_site.CenterAdminSite"
