"""What a person does with her account: `door` in and out · `card` the words on paper · `words` other
ones · `back` the recovery number · `settings` the rest."""

from portal.accounts.views import back, card, door, settings, words
from portal.accounts.views.blueprint import bp

__all__ = ["back", "bp", "card", "door", "settings", "words"]
