import pytest

from accounts.phones import normalise_phone, shown_phone


@pytest.mark.parametrize(
    "written",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "+84 912 345 678",
        "84912345678",
        "0084 912 345 678",
        " 0912-345-678 ",
        "\uff10\uff19\uff11\uff12345678",
    ],
)
def test_phone_however_written_is_one_number(written):
    assert normalise_phone(written) == "+84912345678"


@pytest.mark.parametrize("written", ["", "0912", "09123456789012", "mười", "an@vidu.example"])
def test_what_is_no_phone_is_refused(written):
    assert normalise_phone(written) is None


def test_phone_is_shown_in_groups():
    assert shown_phone("+84912345678") == "0912 345 678"


def test_foreign_phone_keeps_its_country():
    assert shown_phone("+16502530000") == "+1 650-253-0000"
