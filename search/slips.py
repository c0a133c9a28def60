"""One slip of the finger: a letter too many, too few, another one, or two neighbours swapped."""

from itertools import pairwise

#: Rows of keys, each half a key to the right of the one above
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(
    frozenset(keys)
    for above, row in pairwise(("", *_ROWS))
    for keys in (*pairwise(row), *zip(above, row, strict=False), *zip(above[1:], row, strict=False))
)


def are_neighbours(a: str, b: str) -> bool:
    """Two letters whose keys touch each other."""
    return frozenset((a, b)) in _NEIGHBOURS


def losses(word: str) -> set[str]:
    """The word, and the word with any one letter lost: two words one slip apart share one."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def is_one_slip(a: str, b: str) -> bool:
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    if len(a) == len(b):
        return rest_a[1:] == rest_b[1:] or (
            rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
        )
    longer, shorter = (rest_a, rest_b) if len(a) > len(b) else (rest_b, rest_a)
    return longer[1:] == shorter
