"""What the fairs tell the rooms above."""

from django.dispatch import Signal

#: Sent inside the transaction that renamed it, with ``fair`` and ``former_name``.
fair_renamed = Signal()
