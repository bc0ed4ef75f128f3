"""Catalogues of engagements, and the command that imports them."""

import pytest

from tests.library.importing.conftest import Told, catalogue

__all__ = ["catalogue"]


@pytest.fixture
def run(db):
    """run(path, …) → what import_engagements told."""
    return lambda path, **options: Told("import_engagements", path, **options)
