"""From the form of the index back to how a word is written: ``hoa1`` → hòa."""

import unicodedata

from search.tokens import Word

_MARKS = {"1": "\u0300", "2": "\u0301", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VOWELS = "aăâeêioôơuưy"
_MARKED = "ăâêôơư"


def spelled(word: Word) -> str:
    """The word in letters, its tone on the vowel that carries it."""
    mark = _MARKS.get(word.tone) if word.is_accented else None
    if mark is None:
        return word.exact
    letters = word.letters
    place = _carrier(letters)
    return unicodedata.normalize("NFC", letters[: place + 1] + mark + letters[place + 1 :])


def _carrier(letters: str) -> int:
    vowels = [i for i, c in enumerate(letters) if c in _VOWELS]
    if not vowels:
        return len(letters) - 1
    marked = [i for i in vowels if letters[i] in _MARKED]
    if marked:
        return marked[-1]
    if len(vowels) > 1 and letters[:2] in {"qu", "gi"}:
        vowels = vowels[1:]  # this u or i belongs to the consonant
    if len(vowels) == 1:
        return vowels[0]
    ends_in_vowel = vowels[-1] == len(letters) - 1
    return vowels[-2] if ends_in_vowel else vowels[-1]
