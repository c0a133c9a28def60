"""Background work of the catalogue."""

from django_tasks import task

from shop.catalogue.pictures import make_renditions


@task()
def make_renditions_task(image_id: int) -> int:
    """Make the renditions of one picture."""
    return make_renditions(image_id)
