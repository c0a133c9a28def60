"""Telex and VNI keystrokes that reached the search box before they became letters."""

from search.syllables import is_syllable
from search.tokens import Word, plain

_TELEX_TONES = {"f": "1", "s": "2", "r": "3", "x": "4", "j": "5", "z": ""}
_VNI_TONES = {"2": "1", "1": "2", "3": "3", "4": "4", "5": "5", "0": ""}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"o": "ơ", "u": "ư"}
_BREVE = {"a": "ă"}
_VOWELS = frozenset("aeiouyâăêôơư")


def typed_in_telex(word: str) -> Word | None:
    """ "nuocws" → nước; None unless keys were left over and a syllable comes out."""
    letters: list[str] = []
    tone: str | None = None
    for place, key in enumerate(word, 1):
        has_vowel = any(letter in _VOWELS for letter in letters)
        if key == "z" and place < len(word):
            return None  # it takes a tone away again, at the end: "pizza" is no "pia"
        if key in _TELEX_TONES and has_vowel:
            tone = _TELEX_TONES[key]
        elif key == "w" and _mark(letters, _HORN | _BREVE | {"â": "ă", "ô": "ơ"}):
            pass
        elif key == "d" and letters[:1] == ["d"] and (len(letters) == 1 or has_vowel):
            letters[0] = "đ"
        elif key in _CIRCUMFLEX and letters[-1:] == [key]:
            letters[-1] = _CIRCUMFLEX[key]
        else:
            letters.append(key)
    return _word(letters, tone, typed=word)


def typed_in_vni(word: str) -> Word | None:
    """ "nu7o7c1" → nước; None unless digits were left over and a syllable comes out."""
    letters: list[str] = []
    tone: str | None = None
    marks = {"6": _CIRCUMFLEX, "7": _HORN, "8": _BREVE}
    for key in word:
        if key in _VNI_TONES and letters:
            tone = _VNI_TONES[key]
        elif key in marks and _mark(letters, marks[key]):
            pass
        elif key == "9" and letters[:1] == ["d"]:
            letters[0] = "đ"
        else:
            letters.append(key)
    return _word(letters, tone, typed=word)


def _mark(letters: list[str], marks: dict[str, str]) -> bool:
    """Put a mark on the last vowel that takes it; "uo" takes a horn on both."""
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in marks:
            letters[place] = marks[letters[place]]
            if letters[place] == "ơ" and place and letters[place - 1] == "u":
                letters[place - 1] = "ư"
            return True
    return False


def _word(letters: list[str], tone: str | None, *, typed: str) -> Word | None:
    exact = "".join(letters)
    fold = plain(exact)
    if fold == typed or not is_syllable(fold):
        return None
    return Word(exact + (tone or ""), fold)
