"""manage.py check_links [--all] [--timeout SECONDS] [--limit NUMBER]; see docs/content.md."""

from django.core.management.base import BaseCommand

from csom_site import links
from csom_site.models import RelatedResource


class Command(BaseCommand):
    help = (
        "Looks whether the links of the related resources still work, those unchecked for a week or longer. Keeps what "
        "it finds for the staff; changes no address. The worker does the same by itself."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="also those that were checked within the last week")
        parser.add_argument("--timeout", type=float, default=links.TIMEOUT, help="seconds for each link (default 10)")
        parser.add_argument("--limit", type=int, help="check this many at most")

    def handle(self, *, timeout, limit, verbosity, **options):
        resources = RelatedResource.objects.all() if options["all"] else RelatedResource.objects.due()
        for resource in resources[:limit]:
            finding = links.check(resource.url, timeout)
            resource.record_check(*finding)
            if verbosity:
                status = f" ({finding.status})" if finding.status else ""
                leads = f" → {finding.final_url}" if finding.final_url else ""
                self.stdout.write(f"{finding.outcome.label}{status}: {resource.url}{leads}")
