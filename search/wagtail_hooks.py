"""Where the back office finds search."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from search.back_office import AskedViewSet, SearchViewSets, SynonymViewSet
from search.models import AskedQuery, Synonym

register_permission_policy(Synonym, SynonymViewSet.permission_policy, exact_class=True)
register_permission_policy(AskedQuery, AskedViewSet.permission_policy, exact_class=True)


@hooks.register("register_admin_viewset")
def register_search() -> SearchViewSets:
    return SearchViewSets()
