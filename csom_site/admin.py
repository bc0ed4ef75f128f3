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

    def admin_view(self, view, cacheable=False):
        return csp_replace(ADMIN_CSP)(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return csp_replace(ADMIN_CSP)(super().login)(request, extra_context)
