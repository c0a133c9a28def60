"""Oscar's own partner migrations first, then ours on top of them."""

from oscar.apps.partner import migrations as upstream

__path__ = [*__path__, *upstream.__path__]
