"""What tests of finding look up."""

from sqlalchemy import select

from portal.directory.models import ServiceCard


def card_of(world, name):
    with world.stores.main.reading() as session:
        return session.scalars(select(ServiceCard).where(ServiceCard.name == name)).one()
