"""Where staff write the site's own pages. Importing this registers it."""

from csom_site.admin import approach, notices, pages, resources

__all__ = ["approach", "notices", "pages", "resources"]
