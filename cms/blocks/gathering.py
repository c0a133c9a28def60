"""What the blocks of a page need, asked for once for all of them.

A page puts ``gathered`` into its context and its live blocks take theirs from it, so six blocks of
products cost no more queries than one. A block drawn by itself (a preview) gathers for itself.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property

from cms.panels import panel_of
from cms.selectors.picks import MOST, Rule, inside_scope, listings_by_rule
from cms.sight import Sight
from ocop import clock
from search.pages import SubjectRow
from search.selectors.subjects import listed_subjects, subject_rows
from shop.catalogue.cards import Card
from shop.catalogue.selectors import cards


class Gathered:
    """Live data of some blocks, each given as its kind and value."""

    def __init__(self, blocks: Iterable[tuple[str, Any]], sight: Sight) -> None:
        self._sight = sight
        self._blocks = list(blocks)
        #: The values themselves are kept alive by ``_blocks``, so that their identity is theirs
        self._known = {id(value) for _kind, value in self._blocks}
        _fetch_pictures(self._blocks)

    def knows(self, value: Any) -> bool:
        return id(value) in self._known

    def cards_of(self, value: Any) -> list[Card]:
        """Cards of a block of products, in its order."""
        return [self._cards[pk] for pk in self._chosen.get(id(value), ()) if pk in self._cards]

    def rule_of(self, value: Any) -> Rule:
        return Rule(
            order=value["order"] or "newest",
            stars=int(value["stars"]) if value["stars"] else None,
            group=value["group"] or "",
            province=value["province"] or "",
            limit=min(max(value["limit"] or 1, 1), MOST),
        )

    def subject_of(self, value: Any) -> SubjectRow | None:
        """None where the producer lists nothing, or nothing on this site."""
        subject = value["subject"]
        return self._subjects.get(subject.pk) if subject else None

    @cached_property
    def fair(self) -> Any:
        return panel_of("words", "fair", self._sight)

    def _values(self, kind: str) -> list[Any]:
        return [value for found, value in self._blocks if found == kind]

    @cached_property
    def _chosen(self) -> dict[int, list[int]]:
        """By block, the ids of its listings."""
        rules = {id(value): self.rule_of(value) for value in self._values("products_by_rule")}
        picked = listings_by_rule(rules.values(), day=self._sight.day, scope=self._sight.scope)
        by_hand = {
            id(value): [listing.pk for listing in value["listings"] if listing]
            for value in self._values("products")
        }
        shown = inside_scope((pk for ids in by_hand.values() for pk in ids), self._sight.scope)
        return {key: picked[rule] for key, rule in rules.items()} | {
            key: [pk for pk in ids if pk in shown] for key, ids in by_hand.items()
        }

    @cached_property
    def _cards(self) -> Mapping[int, Card]:
        ids = list(dict.fromkeys(pk for chosen in self._chosen.values() for pk in chosen))
        return {card.id: card for card in cards(ids, moment=self._sight.moment)} if ids else {}

    @cached_property
    def _subjects(self) -> Mapping[int, SubjectRow]:
        ids = {value["subject"].pk for value in self._values("subject") if value["subject"]}
        if not ids:
            return {}
        scope = self._sight.scope
        shown = list(listed_subjects("", scope=scope).filter(pk__in=ids))
        return subject_rows(shown, day=self._sight.day, scope=scope)


def gathered(streams: Iterable[Any], sight: Sight) -> Gathered:
    """For all blocks of the given StreamField values."""
    return Gathered(
        ((block.block_type, block.value) for stream in streams for block in stream), sight
    )


def gathered_for(value: Any, kind: str, parent_context: Any) -> Gathered:
    """What the page gathered; for a block that no page gathered for, its own."""
    found = (parent_context or {}).get("gathered")
    if isinstance(found, Gathered) and found.knows(value):
        return found
    return Gathered([(kind, value)], Sight(clock.now()))


def _fetch_pictures(blocks: Iterable[tuple[str, Any]]) -> None:
    """The sizes already made of every picture, in one query instead of one a picture."""
    images = []
    for kind, value in blocks:
        if kind == "picture":
            images.append(value["image"])
        elif kind == "gallery":
            images += [picture["image"] for picture in value["pictures"]]
    images = [image for image in images if image]
    prefetch_related_objects(images, "renditions")
