"""What staff write about the center and its field: pages, the Comprehensive Approach, links, and notices."""

from .approach import ApproachPart
from .notices import Notice
from .pages import ContentPage
from .resources import RelatedResource, ResourceGroup

__all__ = ["ApproachPart", "ContentPage", "Notice", "RelatedResource", "ResourceGroup"]
