"""The pages that staff write: each by the address of a record, and by a record that is not saved yet (a preview)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from csom_site.models import ApproachPart, ContentPage, RelatedResource, ResourceGroup
from library.catalog import current_catalog
from library.models import Publication
from library.topics import topics_in


@require_safe
def page(request, slug):
    """A public page; to staff who may see pages, also one that is not public, which nothing may store."""
    page = get_object_or_404(ContentPage, slug=slug)
    if request.path != page.get_absolute_url():
        return redirect(page, permanent=True)
    if page.is_public:
        return show_page(request, page)
    if not (request.user.is_staff and request.user.has_perm("csom_site.view_contentpage")):
        raise Http404
    response = show_page(request, page, preview="This page is not public. Visitors get “page not found” here.")
    response["Cache-Control"] = "private, no-store"
    return response


def show_page(request, page, **more):
    template = f"csom_site/{page.slug}.html" if page.slug in _LISTS else "csom_site/page.html"
    context = {"page": page, **_LISTS.get(page.slug, dict)(), **more}
    return render(request, template, context)


@require_safe
def approach_part(request, slug):
    part = get_object_or_404(ApproachPart, slug=slug)
    return show_part(request, part, part.topics.all(), part.publications.all())


def show_part(request, part, topics, publications, **more):
    """`topics`, `publications`: those it is tied to; only what visitors may see of them is shown."""
    own = set(topics)
    siblings, before, after = _places(part)
    context = {
        "part": part,
        "number": siblings.index(part) + 1,
        "siblings": siblings,
        "before": before,
        "after": after,
        "topics": [entry for entry in topics_in(current_catalog()) if entry.topic in own] if own else [],
        "publications": Publication.objects.public().filter(pk__in=publications).for_lists().newest_first(),
        "trail": [(reverse("approach"), "The Comprehensive Approach")],
        **more,
    }
    return render(request, "csom_site/approach_part.html", context)


def _places(part):
    """(the parts of its kind, the part before it, the part after it); the part itself may be new, or newly placed."""
    others = [other for other in ApproachPart.objects.defer("text") if other.pk != part.pk]
    parts = sorted([*others, part], key=lambda other: (other.kind, other.position))
    place = parts.index(part)
    before, after = (parts[at] if 0 <= at < len(parts) else None for at in (place - 1, place + 1))
    return [other for other in parts if other.kind == part.kind], before, after


@require_safe
def approach_in_print(request):
    """All parts on one page."""
    page = get_object_or_404(ContentPage, slug="approach")
    trail = [(page.get_absolute_url(), page.title)]
    return render(request, "csom_site/approach_print.html", {"page": page, "trail": trail, **_parts()})


def _parts():
    parts = list(ApproachPart.objects.all())
    return {f"{kind}s": [part for part in parts if part.kind == kind] for kind in ApproachPart.Kind.values}


def resources_by_group(resource=None):
    """{"groups": [(group, its public resources), …]}; `resource` stands in for what is saved of it."""
    shown = list(RelatedResource.objects.public().exclude(pk=resource.pk if resource else None))
    if resource:
        shown.append(resource)
    shown.sort(key=lambda one: (one.position, one.name))
    groups = [(group, [one for one in shown if one.group_id == group.pk]) for group in ResourceGroup.objects.all()]
    return {"groups": [(group, members) for group, members in groups if members]}


# What stands below the words of a page with a list of its own.
_LISTS = {"approach": _parts, "related-resources": resources_by_group}
