"""What both shops are filled with: the same names, words, prices, sellers and pictures."""

from collections.abc import Iterator
from dataclasses import dataclass

#: Products of one seller
OF_A_SELLER = 20
#: Lines of a basket, half of them from one seller and half from another
LINES = 10
#: Pictures there are; products share them
PICTURES = 1000
#: Nobody runs out: what is measured is selling
STOCK = 1_000_000
DESCRIPTION = (
    "<p>Làm từ nguyên liệu của xã viên, thu hái bằng tay vào sáng sớm, chế biến trong ngày ở xưởng "
    "của hợp tác xã, không dùng chất bảo quản.</p><p>Mỗi gói ghi ngày làm và số lô. Để nơi khô, "
    "thoáng, tránh nắng; mở gói thì dùng trong một tháng.</p><ul><li>Không phẩm màu</li><li>Không "
    "hương liệu</li><li>Đóng gói kín</li></ul>"
)
_WHAT = (
    "Chè Shan Tuyết", "Mật ong Bạc Hà", "Cam sành", "Miến dong", "Gạo nếp cái hoa vàng", "Măng khô",
    "Thịt trâu gác bếp", "Bột quế", "Khăn thổ cẩm", "Nước mắm cá cơm", "Cà phê rang xay",
    "Bánh đậu xanh", "Tinh dầu sả",
)  # fmt: skip
_WHERE = ("Núi Cao", "Bản Dưới", "Suối Trong", "Đồi Gió", "Sông Lớn", "Rừng Già", "Biển Xa")


@dataclass(frozen=True, slots=True)
class Thing:
    """One product on sale; ``price`` is whole đồng."""

    number: int
    seller: int
    name: str
    price: int


def sellers(products: int) -> list[str]:
    """Names of the sellers of so many products; at least two, for a basket needs two."""
    return [f"Hợp tác xã {_WHERE[n % len(_WHERE)]} {n + 1}" for n in range(_sellers(products))]


def things(products: int) -> Iterator[Thing]:
    for number in range(products):
        yield Thing(
            number=number,
            seller=number % _sellers(products),
            name=f"{_WHAT[number % len(_WHAT)]} {_WHERE[number % len(_WHERE)]} số {number + 1}",
            price=20_000 + 1_000 * (number * 37 % 180),
        )


def _sellers(products: int) -> int:
    return max(2, products // OF_A_SELLER)
