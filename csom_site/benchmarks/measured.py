from django.db import connection
from django.http import HttpResponse


def bare(request):
    """The least that Django can answer: the yardstick of the ratios."""
    return HttpResponse("ok")


class QueryCountMiddleware:
    """Says in a header how many queries an answer took."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        count = 0

        def counted(execute, *args):
            nonlocal count
            count += 1
            return execute(*args)

        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        response["X-Query-Count"] = str(count)
        return response
