"""Mail leaves from the worker: the answer to a visitor neither waits for it nor betrays it."""

from django.core.mail import send_mail
from django_tasks import task


@task()
def deliver_mail(subject: str, body: str, recipient: str) -> None:
    send_mail(subject, body, None, [recipient])
