"""Earlier texts of a section: how they are kept, and which go when there are too many."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import aliased

from portal.keyring.place import Place
from portal.statements import rules
from portal.statements.models import Record, SectionRow, SectionVersion
from portal.work import Work


def of_record(record_id: UUID) -> Select[SectionVersion]:
    return select(SectionVersion).join(SectionRow).where(SectionRow.record_id == record_id)


def place(record: Record, version: SectionVersion) -> Place:
    return Place(
        record.tenant, "section_version", "body", version.id, record.owner_id, version.key_id, version.rev
    )


def keep(work: Work, record: Record, row: SectionRow, document: bytes, saved_at: datetime) -> None:
    """The text that was in `row`, as it was sealed there. One statement, but for a section that is full."""
    at = saved_at.replace(second=0, microsecond=0)
    version = SectionVersion(id=uuid4(), section_id=row.id, at=at, rev=row.rev, key_id=record.key_id)
    version.body = work.keyring.seal(document, at=place(record, version))
    others = aliased(SectionVersion)
    count = select(func.count()).where(others.section_id == row.id).scalar_subquery()
    values = {column.key: getattr(version, column.key) for column in SectionVersion.__table__.columns}
    kept = work.main.execute(insert(SectionVersion).values(values).returning(count))
    if kept.scalar_one() >= rules.MOST_VERSIONS:  # this one may not be counted yet
        _thin(work, row.id)


def _thin(work: Work, section_id: UUID) -> None:
    ours = SectionVersion.section_id == section_id
    rows = work.main.execute(
        select(SectionVersion.id, SectionVersion.at).where(ours).order_by(SectionVersion.rev)
    ).all()
    gone = [rows[at].id for at in rules.too_many([row.at for row in rows])]
    if gone:
        work.main.execute(delete(SectionVersion).where(SectionVersion.id.in_(gone)))
