"""Work that the worker does for the site's own pages."""

from django.conf import settings
from django_tasks import task

from csom_site import links
from csom_site.models import RelatedResource


@task(priority=-50)  # after everything that somebody waits for
def check_link(pk):
    """Looks whether the link of a related resource works, and keeps what it found."""
    if resource := RelatedResource.objects.filter(pk=pk).first():
        resource.record_check(*links.check(resource.url))


def queue_due_checks(**kwargs):
    """A task for each link that nobody has checked for a week. Called once a day and when a worker starts."""
    if not settings.LINK_CHECKS:
        return
    for pk in RelatedResource.objects.due().values_list("pk", flat=True):
        check_link.enqueue(pk)
