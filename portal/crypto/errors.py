"""The one error of this package that a caller has to expect."""


class CannotOpen(Exception):
    """Something sealed does not open. There is one error for every failure and it takes no message:
    a wrong key, a changed byte, a moved row and a cut-off file must look the same from outside.
    """

    def __init__(self) -> None:
        super().__init__()
