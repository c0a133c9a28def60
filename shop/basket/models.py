"""Baskets: Oscar's, found by a signed cookie for guests."""

from oscar.apps.basket.models import *
from oscar.apps.basket.models import Basket, Line  # for type checkers
