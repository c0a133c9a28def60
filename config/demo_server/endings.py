"""How the demo ends."""


class Stop(BaseException):
    """Somebody asked the demo to end. Like KeyboardInterrupt, nothing catches it by accident."""


class Refused(Exception):
    """The demo cannot go on, in words for the person who started it."""
