"""The records of training and assistance on the staff's pages (docs/training.md). Importing this registers them."""

from training.admin import engagements, figures, grants, jurisdictions, lessons, partnerships

__all__ = ["engagements", "figures", "grants", "jurisdictions", "lessons", "partnerships"]
