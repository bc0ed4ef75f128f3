"""Response headers that neither Django nor django-csp sets, and compression of what compresses."""

from django.middleware.gzip import GZipMiddleware


class CompressTextMiddleware(GZipMiddleware):
    """Pages are sent compressed; PDFs and pictures are compressed already, and would lose their length and ranges."""

    def process_response(self, request, response):
        if response.get("Content-Type", "").startswith(("application/pdf", "image/")):
            return response
        return super().process_response(request, response)


class PermissionsPolicyMiddleware:
    """No page of this site asks for a device; none may (ASVS 3.4, security.md H3)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
