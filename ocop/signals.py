"""What the register tells the rooms above."""

from django.dispatch import Signal

#: Sent once per service call or batch, inside its transaction, with ``registered_product_ids``.
register_changed = Signal()
