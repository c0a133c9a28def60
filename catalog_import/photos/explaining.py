"""What the words of a file's name allow: which products explain every one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from catalog_import.photos.filenames import FileName, Said, says_nothing
from catalog_import.photos.products import (
    MOST_WORDS,
    Index,
    core_of,
    is_legal,
    keys_of,
    names_a_producer,
)


@dataclass(slots=True)
class Explained:
    """What the words of a name allow."""

    #: Products that explain the whole name
    fit: set[int] = field(default_factory=set)
    #: Those, and what else has the name but not the producer or the accents
    near: set[int] = field(default_factory=set)
    has_subject: bool = False
    #: Products of the producers that folders name; None if they name none
    allowed: set[int] | None = None
    is_foreign: bool = False
    #: Words that name something, without accents
    meant: list[str] = field(default_factory=list)
    why_not: str = ""


class Explainer:
    """Reads names against an index of products."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def words(self, name: FileName) -> Explained:
        """Name and producer: in the file's name, or if that says nothing in its folder's."""
        sources = [(name.name, name.folders)]
        if not meant(name.name):
            sources = [
                (name.folders[at], name.folders[:at]) for at in reversed(range(len(name.folders)))
            ]
        result = Explained()
        for text, above in sources:
            result = self._explain(text, above)
            if name.number is not None and text is name.name:
                # "7 loại đậu": the number may belong to the name after all
                with_number = self._explain(name.whole, above, must_start=True)
                result.fit |= with_number.fit
                result.near |= with_number.near
            if result.fit or result.meant:
                break
        result.allowed, result.is_foreign = self._folders(name.folders)
        if not name.name.words or not meant(name.name):
            result.meant = []  # what only folders say is no contradiction to a number
        return result

    def _explain(self, text: Said, above: Sequence[Said], *, must_start: bool = False) -> Explained:
        words = text.words[:MOST_WORDS]
        plain = keys_of(words).words
        result = Explained(meant=meant(text))
        allowed, is_foreign = self._folders(above)
        result.has_subject = allowed is not None
        subjects = self._subjectwindows(words)
        whole: set[int] = set()
        counted: set[int] = set()
        for start, end in sorted(windows(len(words)), key=lambda span: span[0] - span[1]):
            if must_start and start:
                continue
            same, accents = self._index.named(keys_of(words[start:end]))
            if not same and not accents:
                continue
            left, of_subject = self._left_over(words, (start, end), subjects)
            result.near |= same | accents
            if left is None:
                continue
            if not same:
                result.why_not = "accents"
                continue
            within = [one for one in (of_subject, allowed) if one is not None]
            fit = same.intersection(*within) if within else same
            if not fit or (is_foreign and of_subject is None):
                result.why_not = "unknown-subject"
                continue
            result.has_subject |= of_subject is not None
            if not left:
                whole |= fit
            elif not whole or min(map(len, left)) == 1:
                counted |= fit | self._longer(plain[start:end], left, within)
        # "Rượu nếp 39" is that product; "Trà xanh 2" may be the second picture of another
        result.fit = whole | counted
        return result

    def _longer(
        self, words: Sequence[str], numbers: Sequence[str], within: Sequence[set[int]]
    ) -> set[int]:
        """Products that have the name and the number beside it: "Rượu nếp 39" of "Rượu nếp"."""
        found: set[int] = set()
        for number in numbers:
            found |= self._index.with_words((*words, number))
        return found.intersection(*within) if within else found

    def _left_over(
        self,
        words: Sequence[tuple[str, str]],
        window: tuple[int, int],
        subjects: Mapping[tuple[int, int], set[int]],
    ) -> tuple[list[str] | None, set[int] | None]:
        """(numbers beside the name, products of the producer named beside it). The numbers are
        None if words are left that nothing explains."""
        start, end = window
        outside = [i for i in range(len(words)) if not start <= i < end]
        beside = {
            span: found for span, found in subjects.items() if span[1] <= start or span[0] >= end
        }
        of_subject: set[int] | None = None
        explained: set[int] = set()
        if beside:
            longest = max(beside, key=lambda span: span[1] - span[0])
            of_subject = beside[longest]
            explained = set(range(*longest))
        numbers = []
        for i in outside:
            plain = words[i][1]
            if (
                i in explained
                or says_nothing(plain)
                or (of_subject is not None and is_legal(plain))
            ):
                continue
            if not plain.isdecimal():
                return None, of_subject
            numbers.append(plain)
        return numbers, of_subject

    def _subjectwindows(self, words: Sequence[tuple[str, str]]) -> dict[tuple[int, int], set[int]]:
        found = {}
        for start, end in windows(len(words)):
            if of_subject := self._index.of_subject(keys_of(words[start:end])):
                found[start, end] = of_subject
        return found

    def _folders(self, folders: Sequence[Said]) -> tuple[set[int] | None, bool]:
        """(products of the producers that folders name, or None; whether one is a stranger's)."""
        allowed: set[int] | None = None
        is_foreign = False
        for folder in folders:
            of_subject = self.of_subject(folder)
            if of_subject:
                allowed = of_subject if allowed is None else allowed & of_subject
            elif names_a_producer(folder):
                is_foreign = True
        return allowed, is_foreign

    def of_subject(self, text: Said) -> set[int]:
        """Products of the producer a text names, whatever legal form it writes."""
        whole = self._index.of_subject(keys_of(text.words)) if text.words else set()
        if whole or not text.words:
            return whole
        keys = keys_of(core_of(text.words))
        return self._index.of_subject(keys) if keys.plain else set()


def meant(text: Said) -> list[str]:
    """The words that name something."""
    plain = keys_of(text.words).words
    return [word for word in plain if not says_nothing(word) and not word.isdecimal()]


def windows(length: int) -> list[tuple[int, int]]:
    """Every run of words of a text of so many."""
    return [(a, b) for a in range(length) for b in range(a + 1, length + 1)]
