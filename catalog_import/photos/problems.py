"""Why a picture is left out, as a code and the values its message needs (``messages``)."""

from typing import Any


class LeftOut(Exception):
    """One picture cannot be used; the others can."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
