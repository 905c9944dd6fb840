"""Where a sealed thing belongs. A blob opens at its own place and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from portal.crypto import lp


@dataclass(frozen=True)
class Place:
    """(tenant, table, column, row, owner, key id, rev): all known before anything is stored."""

    tenant: str
    table: str
    column: str
    row: UUID
    owner: UUID
    key_id: bytes
    rev: int = 1

    def ctx(self) -> bytes:
        return lp(
            "field/v1", self.tenant, self.table, self.column, self.row, self.owner, self.key_id, self.rev
        )
