from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.admin import AdminSite

# Django's admin runs on its own scripts and styles, all from this site.
ADMIN_CSP = {
    **settings.CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
}


class CenterAdminSite(AdminSite):
    site_header = f"{settings.SITE_NAME}: staff"
    site_title = "Staff"
    index_title = "Work to do"
    enable_nav_sidebar = False  # lists of documents need the width; the start page has every link

    def get_app_list(self, request, app_label=None):
        """The library, training and the site's own pages first, accounts and machinery after them."""
        first = {"library": 0, "training": 1, "csom_site": 2}
        return sorted(super().get_app_list(request, app_label), key=lambda app: first.get(app["app_label"], len(first)))

    def index(self, request, extra_context=None):
        """What waits for a person, before the list of everything there is."""
        from csom_site.admin import resources
        from library.admin import searches, work  # the site is made while apps are still being loaded
        from library.search.status import index_status
        from training.admin import work as training_work

        extra_context = extra_context or {}
        if request.user.has_perm("library.view_publication"):
            extra_context["work"] = work.counts()
            extra_context["search_index"] = index_status()
        if request.user.has_perm("training.view_engagement"):
            extra_context["training_work"] = training_work.counts()
        if request.user.has_perm("csom_site.view_relatedresource"):
            extra_context["content_work"] = resources.work()
        if request.user.has_perm("library.view_searchcount"):
            extra_context["searches_without_answer"] = searches.without_answer()
        return super().index(request, extra_context)

    def admin_view(self, view, cacheable=False):
        return csp_replace(ADMIN_CSP)(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return csp_replace(ADMIN_CSP)(super().login)(request, extra_context)
