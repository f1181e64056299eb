"""Pages of home: the front page, everybody's home, the public lists, what the product says."""

from __future__ import annotations

from marketplace.home import choices, list_pages, own_pages, saved_pages, static_pages
from marketplace.home.blueprint import pages

__all__ = ["choices", "list_pages", "own_pages", "pages", "saved_pages", "static_pages"]
