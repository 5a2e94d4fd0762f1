"""The one error that is meant for the person at the screen."""


class KnownError(Exception):
    """Something the program expected could go wrong; its text is one Chinese sentence with place and remedy."""


class Forbidden(KnownError):
    """The actor lacks a right for this step, or a rule of the office (second person) stands against it."""


class Refused(KnownError):
    """A file that is not taken at all; `reason` is the code of the command-line contract."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
