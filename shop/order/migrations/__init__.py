"""Oscar's own order migrations first, then ours on top of them."""

from oscar.apps.order import migrations as upstream

__path__ = [*__path__, *upstream.__path__]
