"""The office of the papers' tests."""

from tests.operations.papers.conftest import office, workshop  # noqa: F401
