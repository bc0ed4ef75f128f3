"""What staff work with, on Django's admin. Importing this registers it."""

from library.admin import files, pages, publication, search, searches, terms

__all__ = ["files", "pages", "publication", "search", "searches", "terms"]
