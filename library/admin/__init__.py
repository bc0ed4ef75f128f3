"""What staff work with, on Django's admin. Importing this registers it."""

from library.admin import files, pages, publication, terms

__all__ = ["files", "pages", "publication", "terms"]
