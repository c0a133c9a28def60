"""The demo's accounts: one a role, with the one password that is refused off this machine."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from accounts.models import User
from accounts.services import confirm_email, sign_up
from catalog_import.samples.facts import producers
from cms.models import HomePage
from ocop.models import Centre, CentreMember, Place, Subject, SubjectMember
from ocop.selectors.places import locate
from ocop.services import approve_claim, claim_subject

CENTRE = "Trung tâm Xúc tiến thương mại Ví Dụ"
GROUP = "Trung tâm xúc tiến thương mại"
#: The producer whose member the cooperative's account is
COOPERATIVE = "HG-CHE"


@dataclass(frozen=True, slots=True)
class Person:
    role: str
    email: str
    name: str


BUYER = Person("buyer", "nguoi-mua@vi-du.example", "Nguyễn Thị Ví Dụ")
MEMBER = Person("cooperative", "hop-tac-xa@vi-du.example", "Lý Văn Ví Dụ")
OFFICER = Person("centre", "trung-tam@vi-du.example", "Trần Thị Ví Dụ")
OPERATOR = Person("operator", "van-hanh@vi-du.example", "Phạm Văn Ví Dụ")

#: (role, e-mail address), as the start of the demo prints them
SIGN_INS = tuple((person.role, person.email) for person in (BUYER, MEMBER, OFFICER, OPERATOR))


@transaction.atomic
def make_people(moment: datetime.datetime) -> int:
    """Make the accounts that are not there yet, with their roles; returns how many were made."""
    before = User.objects.count()
    _account(BUYER, moment)
    operator = _account(OPERATOR, moment)
    if not operator.is_superuser:
        operator.is_staff = operator.is_superuser = True
        operator.save(update_fields=["is_staff", "is_superuser"])
    officer = _account(OFFICER, moment)
    CentreMember.objects.get_or_create(centre=_centre(), user=officer)
    officer.groups.add(_back_office())
    _join_cooperative(_account(MEMBER, moment), officer, moment)
    return User.objects.count() - before


def _account(person: Person, moment: datetime.datetime) -> User:
    if user := User.objects.filter(email=person.email).first():
        return user
    user = sign_up(
        name=person.name, email=person.email, password=settings.DEMO_PASSWORD, moment=moment
    )
    confirm_email(user=user, email=person.email, moment=moment)
    user.refresh_from_db()
    return user


def _centre() -> Centre:
    centre, is_new = Centre.objects.get_or_create(
        name=CENTRE, defaults={"phone": "0900000000", "email": OFFICER.email}
    )
    if is_new:
        former = {producer.province for producer in producers()}
        places = [locate(province=name).province_now for name in sorted(former)]
        centre.provinces.set([place for place in places if isinstance(place, Place)])
    return centre


def _back_office() -> Group:
    """Officers see the register and its imports, and edit pages; they delete nothing."""
    group, is_new = Group.objects.get_or_create(name=GROUP)
    if is_new:
        may_view = Q(
            content_type__app_label__in=["ocop", "catalog_import"], codename__regex="^view_"
        )
        group.permissions.set(Permission.objects.filter(may_view | Q(codename="access_admin")))
        for codename in ("add_page", "change_page", "publish_page"):
            permission = Permission.objects.get(codename=codename)
            for home in HomePage.objects.all():
                GroupPagePermission.objects.create(group=group, page=home, permission=permission)
        for codename in ("add_image", "change_image", "choose_image"):
            GroupCollectionPermission.objects.create(
                group=group,
                collection=Collection.get_first_root_node(),
                permission=Permission.objects.get(codename=codename),
            )
    return group


def _join_cooperative(user: User, officer: User, moment: datetime.datetime) -> None:
    """As a cooperative does it: the member asks, the centre approves."""
    name = next(producer.name for producer in producers() if producer.id == COOPERATIVE)
    subject = Subject.objects.filter(name=name, is_sample=True).first()
    if subject and not SubjectMember.objects.filter(subject=subject, user=user).exists():
        claim = claim_subject(subject=subject, user=user)
        approve_claim(claim=claim, by=officer, decided_at=moment)
