"""Oscar's own basket migrations first, then ours on top of them."""

from oscar.apps.basket import migrations as upstream

__path__ = [*__path__, *upstream.__path__]
