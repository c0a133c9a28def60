"""Which product a picture shows, by the name of its file or the row it stands on.

A picture is attached only when every word of its name is explained: product, producer, number,
code, or words that name nothing. What is merely alike is suggested, never attached; so is a name
that several products have.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from catalog_import.photos.filenames import FileName, Said, parse, said, says_nothing
from catalog_import.photos.products import (
    MOST_WORDS,
    Index,
    Keys,
    core_of,
    is_legal,
    keys_of,
    names_a_producer,
)

#: Suggestions less alike than this (of 100) only mislead
_LEAST_LIKENESS = 55
_MOST_SUGGESTED = 6
#: Products that a name fits equally; more than a person chooses from in one list
_MOST_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Match:
    """``product`` is None unless it is certain; ``candidates`` come best first."""

    product: int | None = None
    #: "code", "number", "number-name", "name", "name-subject", "row"
    how: str = ""
    #: Why nothing is attached: "nothing-said", "unknown", "ambiguous", "disagree", "accents",
    #: "unknown-subject"
    why_not: str = ""
    candidates: tuple[int, ...] = ()


@dataclass(slots=True)
class _Words:
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


class Matcher:
    """``numbers`` is the list the numbers of file names count in: number → products."""

    def __init__(self, index: Index, numbers: Mapping[int, set[int]] | None = None) -> None:
        self._index = index
        self._numbers = numbers or {}
        self._choices = {
            product.pk: " ".join(self._words_of(product.name, product.subject))
            for product in index.products()
        }

    def by_path(self, path: str) -> Match:
        """The product of a file by its folders and name."""
        name = parse(path)
        if code := self._coded(name):
            return self._decided(code, "code", "ambiguous", path)
        words = self._words(name)
        at_number = self._numbers.get(name.number, set()) if name.number is not None else set()
        at_number = {pk for pk in at_number if pk in self._index}
        if at_number:
            return self._by_number(at_number, words, path)
        if words.fit:
            how = "name-subject" if words.has_subject else "name"
            return self._decided(words.fit, how, "ambiguous", path)
        why_not = words.why_not or ("unknown" if words.meant else "nothing-said")
        return Match(why_not=why_not, candidates=self._suggested(path, words.near))

    def by_cells(self, texts: Iterable[str]) -> Match:
        """The product of a row by the texts of its cells: name, and producer if one is named."""
        all_said = [said(text) for text in texts]
        fit: set[int] = set()
        near: set[int] = set()
        subjects: list[set[int]] = []
        is_foreign = False
        for text in all_said:
            keys = keys_of(text.words)
            same, accents = self._index.named(keys) if keys.plain else (set(), set())
            fit |= same
            near |= same | accents
            of_subject = self._of_subject(text)
            if of_subject:
                subjects.append(of_subject)
            is_foreign |= not same and not of_subject and names_a_producer(text)
        if subjects:
            fit = {pk for pk in fit if any(pk in products for products in subjects)}
        elif is_foreign:
            fit = set()
        if fit:
            return self._decided(fit, "row", "ambiguous", " ".join(t.text for t in all_said))
        suggested = self._suggested(" ".join(text.text for text in all_said), near)
        if not all_said:
            return Match(why_not="nothing-said")
        return Match(why_not="unknown-subject" if near and is_foreign else "unknown",
                     candidates=suggested)  # fmt: skip

    def by_rows(self, names: Sequence[tuple[str, str]]) -> Match:
        """The product of a row that was read as a list is: several if the row has several."""
        found = [self.by_cells([text for text in pair if text]) for pair in names]
        if len(found) == 1:
            return found[0]
        candidates = [m.product for m in found if m.product is not None]
        candidates += [pk for match in found for pk in match.candidates]
        unique = tuple(dict.fromkeys(candidates))[:_MOST_CANDIDATES]
        return Match(why_not="ambiguous", candidates=unique)

    def _by_number(self, at_number: set[int], words: _Words, path: str) -> Match:
        if words.fit:
            both = at_number & words.fit
            if both:
                return self._decided(both, "number-name", "ambiguous", path)
            return Match(why_not="disagree", candidates=self._ranked(path, at_number | words.fit))
        is_others = words.allowed is not None and not at_number & words.allowed
        if is_others or words.is_foreign or words.why_not == "unknown-subject":
            return Match(why_not="disagree", candidates=self._ranked(path, at_number))
        agreeing = {
            pk for pk in at_number
            if all(word in self._index.words_of(pk) for word in words.meant)
        }  # fmt: skip
        if agreeing and (words.meant or len(at_number) == 1):
            return self._decided(agreeing, "number", "ambiguous", path)
        why_not = "disagree" if not agreeing else "ambiguous"
        return Match(why_not=why_not, candidates=self._ranked(path, at_number))

    def _decided(self, fit: set[int], how: str, why_not: str, text: str) -> Match:
        if len(fit) == 1:
            return Match(product=next(iter(fit)), how=how)
        return Match(why_not=why_not, candidates=self._ranked(text, fit))

    def _coded(self, name: FileName) -> set[int]:
        for text in (name.whole, *reversed(name.folders)):
            plain = [form for _, form in text.words[:MOST_WORDS]]
            for start, end in _windows(len(plain)):
                if found := self._index.of_code(plain[start:end]):
                    return found
        return set()

    def _words(self, name: FileName) -> _Words:
        """Name and producer: in the file's name, or if that says nothing in its folder's."""
        sources = [(name.name, name.folders)]
        if not _meant(name.name):
            sources = [
                (name.folders[at], name.folders[:at]) for at in reversed(range(len(name.folders)))
            ]
        result = _Words()
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
        if not name.name.words or not _meant(name.name):
            result.meant = []  # what only folders say is no contradiction to a number
        return result

    def _explain(self, text: Said, above: Sequence[Said], *, must_start: bool = False) -> _Words:
        words = text.words[:MOST_WORDS]
        plain = keys_of(words).words
        result = _Words(meant=_meant(text))
        allowed, is_foreign = self._folders(above)
        result.has_subject = allowed is not None
        subjects = self._subject_windows(words)
        whole: set[int] = set()
        counted: set[int] = set()
        for start, end in sorted(_windows(len(words)), key=lambda span: span[0] - span[1]):
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

    def _subject_windows(self, words: Sequence[tuple[str, str]]) -> dict[tuple[int, int], set[int]]:
        found = {}
        for start, end in _windows(len(words)):
            if of_subject := self._index.of_subject(keys_of(words[start:end])):
                found[start, end] = of_subject
        return found

    def _folders(self, folders: Sequence[Said]) -> tuple[set[int] | None, bool]:
        """(products of the producers that folders name, or None; whether one is a stranger's)."""
        allowed: set[int] | None = None
        is_foreign = False
        for folder in folders:
            of_subject = self._of_subject(folder)
            if of_subject:
                allowed = of_subject if allowed is None else allowed & of_subject
            elif names_a_producer(folder):
                is_foreign = True
        return allowed, is_foreign

    def _of_subject(self, text: Said) -> set[int]:
        whole = self._index.of_subject(keys_of(text.words)) if text.words else set()
        if whole or not text.words:
            return whole
        keys: Keys = keys_of(core_of(text.words))
        return self._index.of_subject(keys) if keys.plain else set()

    def _ranked(self, text: str, products: set[int]) -> tuple[int, ...]:
        """The most alike first."""
        wanted = " ".join(self._words_of(text))
        order = sorted(
            products, key=lambda pk: (-fuzz.token_set_ratio(wanted, self._choices[pk]), pk)
        )
        return tuple(order[:_MOST_CANDIDATES])

    def _suggested(self, text: str, near: set[int]) -> tuple[int, ...]:
        wanted = " ".join(word for word in self._words_of(text) if not says_nothing(word))
        alike: list[int] = []
        if wanted and not wanted.replace(" ", "").isdecimal():
            alike = [
                pk
                for _, _, pk in process.extract(
                    wanted,
                    self._choices,
                    scorer=fuzz.token_set_ratio,
                    limit=_MOST_SUGGESTED,
                    score_cutoff=_LEAST_LIKENESS,
                )
            ]
        return tuple(dict.fromkeys([*self._ranked(text, near), *alike]))[:_MOST_CANDIDATES]

    @staticmethod
    def _words_of(*texts: str) -> list[str]:
        return [word for text in texts for word in keys_of(said(text).words).words]


def _meant(text: Said) -> list[str]:
    """The words that name something."""
    plain = keys_of(text.words).words
    return [word for word in plain if not says_nothing(word) and not word.isdecimal()]


def _windows(length: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(length) for b in range(a + 1, length + 1)]
