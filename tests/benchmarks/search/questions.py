"""What is asked of every engine: the same random questions, all facets counted."""

import random
from dataclasses import dataclass, replace

from search.query import Clause, Facet, Group, SearchQuery, Sort
from search.tokens import words
from tests.benchmarks.search.documents import DAY, SYLLABLES, products

#: Counted in every answer; communes, thousands of them, only where a province is chosen, as on
#: our pages
ALWAYS = (
    Facet.STARS, Facet.LEVEL, Facet.PROVINCE, Facet.FORMER_PROVINCE, Facet.GROUP, Facet.SET,
    Facet.SUBJECT_KIND, Facet.PRICE, Facet.ON_SALE,
)  # fmt: skip
FACETS = (*ALWAYS, Facet.COMMUNE)
#: Worth of a word by field; any will do, the arithmetic is what costs
_WORTH = {"title": 60, "subject": 22, "place": 22, "about": 15, "body": 3}
_VALUES = {
    Facet.STARS: ("3", "4", "5"),
    Facet.PROVINCE: tuple(f"2025-07:{n:02}" for n in range(34)),
    Facet.GROUP: tuple(f"nhom-{n}" for n in range(6)),
    Facet.SUBJECT_KIND: ("cooperative", "company", "household"),
    Facet.PRICE: ("0-50", "50-100", "100-200", "200-500"),
    Facet.ON_SALE: ("true", "false"),
}
_PAGE = 24


@dataclass(frozen=True, slots=True)
class Question:
    """``folds``: words without accents, all of them in some field."""

    folds: tuple[str, ...]
    query: SearchQuery


def questions(number: int) -> list[Question]:
    """Three in four with a text of one to three words, up to three filters, three pages deep."""
    dice = random.Random(5)  # noqa: S311 -- repeatable on purpose
    names = products()
    made = []
    for _n in range(number):
        said = words(dice.choice(names)) if dice.random() < 0.75 else ()
        start = dice.randrange(max(1, len(said) - 1))
        folds = tuple(dict.fromkeys(word.fold for word in said[start : start + dice.randint(1, 3)]))
        filters = {
            facet: tuple(dice.sample(_VALUES[facet], dice.randint(1, 2)))
            for facet in dice.sample(list(_VALUES), dice.randint(0, 3))
        }
        query = SearchQuery(
            day=DAY,
            groups=tuple(_group(fold) for fold in folds),
            filters=filters,
            facets=FACETS if Facet.PROVINCE in filters else ALWAYS,
            sort=dice.choice(list(Sort)),
            offset=dice.choice((0, 0, _PAGE, 2 * _PAGE)),
            limit=_PAGE,
        )
        made.append(Question(folds, query))
    return made


def prefixes(number: int) -> list[str]:
    """One to four letters, as somebody types them."""
    dice = random.Random(9)  # noqa: S311 -- repeatable on purpose
    typed = [words(name)[0].fold for name in products()] + [words(s)[0].fold for s in SYLLABLES]
    return [dice.choice(typed)[: dice.randint(1, 4)] for _n in range(number)]


def everything() -> SearchQuery:
    """All listings, all facets: the most there is to count."""
    asked = questions(1)[0].query
    return replace(asked, groups=(), filters={}, facets=FACETS, sort=Sort.RELEVANCE, offset=0)


def _group(fold: str) -> Group:
    return Group(tuple(Clause(f"{name}_f", (fold,), worth) for name, worth in _WORTH.items()))
