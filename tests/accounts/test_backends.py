import pytest
from django.contrib.auth import authenticate
from django.test import override_settings

from accounts import throttle
from accounts.backends import is_throttled
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
DEMO = "cho-phien-demo"


@pytest.fixture
def visitor(rf):
    """A request as it comes from an address, under the name the visitor typed."""

    def make(address="203.0.113.7", host="cho.example", **headers):
        return rf.post("/", REMOTE_ADDR=address, HTTP_HOST=host, **headers)

    return make


@pytest.mark.parametrize(
    "name", ["an@vidu.example", "AN@vidu.example", "0912 345 678", "+84912345678"]
)
def test_either_name_signs_in(visitor, name):
    user = UserFactory(email="an@vidu.example", phone="0912345678")

    assert authenticate(visitor(), username=name, password=PASSWORD) == user


def test_wrong_password_closed_account_and_stranger_are_refused(visitor):
    UserFactory(email="an@vidu.example")
    UserFactory(email="closed@vidu.example", is_active=False)

    assert authenticate(visitor(), username="an@vidu.example", password="x") is None
    assert authenticate(visitor(), username="closed@vidu.example", password=PASSWORD) is None
    assert authenticate(visitor(), username="nobody@vidu.example", password=PASSWORD) is None


def test_demo_password_opens_at_this_machine(visitor):
    user = UserFactory(email="an@vidu.example", password=DEMO)

    for address, host in [("127.0.0.1", "127.0.0.1:8000"), ("::1", "[::1]:8000")]:
        request = visitor(address, host)
        assert authenticate(request, username="an@vidu.example", password=DEMO) == user


@pytest.mark.parametrize(
    ("address", "host", "headers"),
    [
        ("203.0.113.7", "cho.example", {}),
        ("203.0.113.7", "127.0.0.1", {}),
        ("127.0.0.1", "cho.example", {}),
        ("127.0.0.1", "127.0.0.1.cho.example", {}),
        ("127.0.0.1", "localhost", {"HTTP_X_FORWARDED_FOR": "203.0.113.7"}),
        ("127.0.0.1", "localhost", {"HTTP_FORWARDED": "for=203.0.113.7"}),
        ("192.168.1.20", "192.168.1.10:8000", {}),
    ],
)
def test_demo_password_opens_nothing_from_elsewhere(visitor, address, host, headers):
    UserFactory(email="an@vidu.example", password=DEMO)
    request = visitor(address, host, **headers)

    assert authenticate(request, username="an@vidu.example", password=DEMO) is None


def test_guessing_one_account_is_stopped(visitor):
    user = UserFactory(email="an@vidu.example")
    for _ in range(throttle.PAIR.limit):
        authenticate(visitor(), username="an@vidu.example", password="wrong")

    assert authenticate(visitor(), username="An@vidu.example ", password=PASSWORD) is None
    elsewhere = visitor("203.0.113.8")
    assert authenticate(elsewhere, username="an@vidu.example", password=PASSWORD) == user


def test_guessing_many_accounts_is_stopped(visitor):
    UserFactory(email="an@vidu.example")
    for number in range(throttle.VISITOR.limit):
        authenticate(visitor(), username=f"{number}@vidu.example", password="wrong")

    assert authenticate(visitor(), username="an@vidu.example", password=PASSWORD) is None


def test_right_password_forgets_the_wrong_ones(visitor):
    UserFactory(email="an@vidu.example")
    for _ in range(throttle.PAIR.limit - 1):
        authenticate(visitor(), username="an@vidu.example", password="wrong")
    authenticate(visitor(), username="an@vidu.example", password=PASSWORD)
    authenticate(visitor(), username="an@vidu.example", password="wrong")

    assert not is_throttled(visitor(), "an@vidu.example")


def test_forwarding_header_does_not_make_a_new_visitor(visitor):
    UserFactory(email="an@vidu.example")
    for number in range(throttle.PAIR.limit):
        request = visitor(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        authenticate(request, username="an@vidu.example", password="wrong")

    assert is_throttled(visitor(), "an@vidu.example")


@override_settings(CHOPHIEN_PROXIES=1)
def test_behind_a_proxy_visitors_are_told_apart(visitor):
    UserFactory(email="an@vidu.example")
    for _ in range(throttle.PAIR.limit):
        request = visitor("10.0.0.2", HTTP_X_FORWARDED_FOR="1.1.1.1, 198.51.100.1")
        authenticate(request, username="an@vidu.example", password="wrong")

    same = visitor("10.0.0.2", HTTP_X_FORWARDED_FOR="2.2.2.2, 198.51.100.1")
    other = visitor("10.0.0.2", HTTP_X_FORWARDED_FOR="198.51.100.2")
    assert is_throttled(same, "an@vidu.example")
    assert not is_throttled(other, "an@vidu.example")
