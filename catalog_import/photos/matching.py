"""Which product a picture shows, by the name of its file or the row it stands on.

A picture is attached only when every word of its name is explained: product, producer, number,
code, or words that name nothing. What is merely alike is suggested, never attached; so is a name
that several products have.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from catalog_import.photos.explaining import Explained, Explainer, windows
from catalog_import.photos.filenames import FileName, parse, said, says_nothing
from catalog_import.photos.products import (
    MOST_WORDS,
    Index,
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


class Matcher:
    """``numbers`` is the list the numbers of file names count in: number → products."""

    def __init__(self, index: Index, numbers: Mapping[int, set[int]] | None = None) -> None:
        self._index = index
        self._explainer = Explainer(index)
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
        words = self._explainer.words(name)
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
            of_subject = self._explainer.of_subject(text)
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

    def _by_number(self, at_number: set[int], words: Explained, path: str) -> Match:
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
            for start, end in windows(len(plain)):
                if found := self._index.of_code(plain[start:end]):
                    return found
        return set()

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
