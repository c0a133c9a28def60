"""What the shop tells the rooms above."""

from django.dispatch import Signal

#: Sent inside the transaction that changed them, with ``listing_ids``.
products_changed = Signal()
