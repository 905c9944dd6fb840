"""`writing`, one section a screen · `both` texts where two came together · earlier `versions` of a section ·
`notes` to herself beside it · `files` beside it · taking it `out`."""

from portal.statements.views import both, files, notes, out, versions, writing
from portal.statements.views.blueprint import bp

__all__ = ["both", "bp", "files", "notes", "out", "versions", "writing"]
