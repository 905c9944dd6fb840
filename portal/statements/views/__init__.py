"""`writing`, one section a screen · `quiet`, a page to breathe · `both` texts where two came together ·
earlier `versions` of a section · `notes` to herself beside it · `files` beside it · drafts for `courts` ·
taking it `out`."""

from portal.statements.views import both, courts, files, notes, out, quiet, versions, writing
from portal.statements.views.blueprint import bp

__all__ = ["both", "bp", "courts", "files", "notes", "out", "quiet", "versions", "writing"]
