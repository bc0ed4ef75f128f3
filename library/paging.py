"""Long lists in pages of 20 or so, each with an address of its own."""

from dataclasses import dataclass

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404

PER_PAGE = 20


@dataclass(frozen=True)
class PageLink:
    number: int | None  # None: pages are left out here
    address: str = ""
    is_current: bool = False


def _in_address(number):
    return number if number > 1 else None


class Pager:
    """One page of a list with the links to the others. Raises Http404 for a page that the list doesn't have.

    `address_of(number)` gives a page's address; page 1 is the list's own address, so it is asked for None.
    """

    def __init__(self, items, number, address_of, per_page=PER_PAGE):
        try:
            self.page = Paginator(items, per_page).page(number or 1)
        except InvalidPage as error:
            raise Http404("The list has no such page.") from error
        self._address_of = address_of

    @property
    def number_in_address(self):
        return _in_address(self.page.number)

    def _address(self, number):
        return self._address_of(_in_address(number))

    @property
    def previous(self):
        return self._address(self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next(self):
        return self._address(self.page.number + 1) if self.page.has_next() else ""

    @property
    def links(self):
        paginator = self.page.paginator
        for number in paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1):
            if number == paginator.ELLIPSIS:
                yield PageLink(None)
            else:
                yield PageLink(number, self._address(number), number == self.page.number)
