"""Words typed without the space between them."""

from functools import cache

from search.query import Vocabulary
from search.syllables import is_syllable


def _may_be_word(piece: str, vocabulary: Vocabulary) -> bool:
    """A number, a syllable, or another word that is known: "socola", the "hd" of HD Green."""
    if piece.isdigit() or (len(piece) > 1 and is_syllable(piece)):
        return True
    return len(piece) > 1 and vocabulary.fold_count(piece) > 0


def known_pieces(fold: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The split into the fewest words that are known and stand side by side; none, or a syllable
    as it is: ()."""
    if is_syllable(fold) or fold.isdigit():
        return ()

    @cache
    def after(start: int, before: str) -> tuple[str, ...] | None:
        if start == len(fold):
            return ()
        best: tuple[str, ...] | None = None
        for end in range(len(fold), start, -1):
            piece = fold[start:end]
            if piece == fold or not _may_be_word(piece, vocabulary):
                continue
            if before and not vocabulary.pair_count(before, piece):
                continue
            rest = after(end, piece)
            if rest is not None and (best is None or len(rest) + 1 < len(best)):
                best = (piece, *rest)
        return best

    return after(0, "") or ()
