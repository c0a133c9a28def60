"""The words a new site starts with, in every language. The operator writes their own over them.

Each file under ``first_pages/<language>/`` is a page: title, introduction, an empty line, its text.
The front page has title, headline and lead.
"""

from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent / "first_pages"
#: Paths below the front page, a parent before its children
PATHS = (
    "gioi-thieu",
    "huong-dan",
    "chinh-sach",
    "chinh-sach/doi-tra",
    "chinh-sach/van-chuyen",
    "chinh-sach/bao-mat-du-lieu",
)


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    introduction: str
    body: str


def words_of(path: str, language: str) -> Words:
    """What the first page at ``path`` says."""
    head, _empty, body = (_HERE / language / f"{path}.html").read_text("utf-8").partition("\n\n")
    title, introduction = head.strip().split("\n")
    return Words(title=title, introduction=introduction, body=body.strip())


def words_of_home(language: str) -> tuple[str, str, str]:
    """Title, headline and lead of the front page."""
    title, headline, lead = (_HERE / language / "trang-chu.html").read_text("utf-8").splitlines()
    return title, headline, lead
