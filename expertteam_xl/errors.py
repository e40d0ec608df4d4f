"""The families of errors: what the user's file causes, and what we cause ourselves.

Wrong data in a register is no error at all: it becomes a finding.
"""


class ExpertteamError(Exception):
    """Base of every error that this package raises on purpose."""


class RegisterError(ExpertteamError):
    """This file, folder or setting can't be used.

    The message is one plain Dutch sentence that says what, where and what to do. It never holds
    personal data: an address and a masked value at most.
    """


class PasswordError(RegisterError):
    """This file asks for a password, and the right one was not given."""


class DefinitionError(ExpertteamError):
    """A rule, column or part of the convenant is defined wrongly: our mistake, raised at import."""
