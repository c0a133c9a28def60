"""Baskets: Oscar's, found by a signed cookie for guests."""

from oscar.apps.basket.models import *
