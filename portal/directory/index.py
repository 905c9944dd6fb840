"""The index that finds services by words and facets, and the words that stand in it.

SQLite's own full-text index (FTS5) over the columns `title`, `words` and `facets` of a card, kept by
triggers, so that whoever writes a card need not know of it; and one over the shapes of words in threes
(trigram), small, since it holds each word once. Other databases get the same three functions.

The index holds public facts only. Nothing that is searched for is written anywhere. A word that no card of
the index says any more is forgotten: with a card that leads change at once, else at the end of an import.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    Subquery,
    event,
    insert,
    literal_column,
    select,
    text,
    union_all,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from portal.db import MainBase, Store
from portal.directory.facets import named as named_facet
from portal.directory.models import DirectoryWord
from portal.directory.spelling import threes

ROWS = "new.number, new.title, new.words, new.facets"
OLD = "old.number, old.title, old.words, old.facets"
PUT = f"INSERT INTO service_index (rowid, title, words, facets) VALUES ({ROWS})"  # noqa: S608
TAKE = f"INSERT INTO service_index (service_index, rowid, title, words, facets) VALUES ('delete', {OLD})"  # noqa: S608
SHAPE = (
    "CREATE VIRTUAL TABLE service_index USING fts5(title, words, facets, content='service_card',"
    " content_rowid='number', tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE word_index USING fts5(shape, content='', tokenize='trigram')",
    f"CREATE TRIGGER service_card_put AFTER INSERT ON service_card WHEN new.indexed BEGIN {PUT}; END",
    f"CREATE TRIGGER service_card_gone AFTER DELETE ON service_card WHEN old.indexed BEGIN {TAKE}; END",
    "CREATE TRIGGER service_card_hidden AFTER UPDATE OF indexed ON service_card"
    f" WHEN old.indexed AND NOT new.indexed BEGIN {TAKE}; END",
    "CREATE TRIGGER service_card_shown AFTER UPDATE OF indexed ON service_card"
    f" WHEN new.indexed AND NOT old.indexed BEGIN {PUT}; END",
    "CREATE TRIGGER directory_word_put AFTER INSERT ON directory_word BEGIN"
    " INSERT INTO word_index (rowid, shape) VALUES (new.id, '<' || new.word || '>'); END",
)
FORGET = (
    "INSERT INTO word_index (word_index, rowid, shape) SELECT 'delete', id, '<' || word || '>'"
    " FROM directory_word WHERE kind = :kind AND word = :word",
    "DELETE FROM directory_word WHERE kind = :kind AND word = :word",
)
INDEXES = ("service_index", "word_index")
PAGES = 500  # that one sweep puts together: 2 MB
MANY = 60  # words of a like shape that are looked at
SOME = 1000  # words that are looked at before the store is let go


def make(_target: object, connection: Connection, **_more: object) -> None:
    """With the tables it reads, wherever they are made."""
    if connection.dialect.name == "sqlite":
        for statement in SHAPE:
            connection.exec_driver_sql(statement)


event.listen(MainBase.metadata.tables[DirectoryWord.__tablename__], "after_create", make)


def matching(named: str, said: str, many: int) -> Subquery:
    """(number, named) of the cards that an expression of the index finds, those that say most first: at most
    `many` of `named`, whose very names say it, and of `said`. A card can stand there twice."""
    parts = [
        text(
            f"SELECT rowid AS number, {n} AS named FROM service_index WHERE service_index MATCH :match{n}"  # noqa: S608
            f" ORDER BY rowid LIMIT {many:d}"
        )
        .bindparams(**{f"match{n}": match})
        .columns(number=Integer, named=Integer)
        .subquery()
        for n, match in ((1, named), (0, said))
        if match
    ]
    return union_all(*(select(part.c.number, part.c.named) for part in parts)).subquery()


def said(words: Iterable[str]) -> str:
    """What to ask the index for: all of these pieces (names.pieces), or words that begin with them."""
    return " AND ".join(_piece(word) for word in words)


def _piece(word: str) -> str:
    return f'"{word}"' if " " in word or (len(word) == 1 and not word.isascii()) else f'"{word}"*'


def that_say(words: Iterable[str]) -> Select[int]:
    """The numbers of the cards in whose names or text all of these words stand."""
    found = text("service_index MATCH :match").bindparams(match=f"{{title words}} : ({said(words)})")
    return select(literal_column("rowid", Integer)).select_from(text("service_index")).where(found)


def learn(session: Session, words: Iterable[tuple[str, str, str]]) -> None:
    """(kind, word, as it is written), those that are not there yet. In one order, so that two never wait for
    each other."""
    rows = [{"kind": kind, "word": word, "said": said} for kind, word, said in sorted(words)]
    if rows:
        table = MainBase.metadata.tables[DirectoryWord.__tablename__]
        session.connection().execute(insert(table).prefix_with("OR IGNORE"), rows)


def unsaid(session: Session, words: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of these (kind, word) that no card of the index says. One statement."""
    asked = [
        f'{{title words}} : "{word}"' if kind == "word" else f"facets : {named_facet(kind, word)}"
        for kind, word in words
    ]
    found = text(
        "SELECT key FROM json_each(:asked) WHERE NOT EXISTS"
        " (SELECT 1 FROM service_index WHERE service_index MATCH value)"
    )
    gone = set(session.scalars(found, {"asked": json.dumps(asked)}))
    return [word for n, word in enumerate(words) if n in gone]


def forget(session: Session, words: Collection[tuple[str, str]]) -> int:
    """Those of these that no card says any more. How many that were."""
    gone = [{"kind": kind, "word": word} for kind, word in unsaid(session, words)]
    for statement in FORGET if gone else ():
        session.connection().execute(text(statement), gone)
    return len(gone)


def forget_all(main: Store) -> int:
    """All of them, some at a time: nobody waits for it, and nothing piles up in memory."""
    last = total = 0
    while True:
        with main.reading() as session:
            after = select(DirectoryWord.id, DirectoryWord.kind, DirectoryWord.word).where(
                DirectoryWord.id > last
            )
            rows = session.execute(after.order_by(DirectoryWord.id).limit(SOME)).all()
            gone = unsaid(session, [(row.kind, row.word) for row in rows])
        if gone:
            with main.writing() as session:  # and looked at again: a card may have come meanwhile
                total += forget(session, gone)
                session.commit()
        if len(rows) < SOME:
            return total
        last = rows[-1].id


def settle(main: Store) -> None:
    """Put pieces of the index together, some at a time, until there is one: before that, what was taken out
    is only marked so (https://www.sqlite.org/fts5.html#the_merge_command), and the store still tells it.
    Writes nothing where nothing changed. A damaged index must not keep a sweep from what else it does."""
    with suppress(DatabaseError), main.writing() as session:
        for name in INDEXES:
            session.execute(text(f"INSERT INTO {name} ({name}, rank) VALUES ('merge', -{PAGES:d})"))  # noqa: S608
        session.commit()


def known(session: Session, words: Sequence[str]) -> set[str]:
    """Those of these words with which a word of the directory begins. One statement."""
    if not words:
        return set()
    one = (
        "SELECT {n} WHERE EXISTS (SELECT 1 FROM directory_word"
        " WHERE kind = 'word' AND word >= :word{n} AND word < :end{n})"
    )
    said = {f"word{n}": word for n, word in enumerate(words)}
    said |= {f"end{n}": word + "\U0010ffff" for n, word in enumerate(words)}
    found = session.execute(text(" UNION ALL ".join(one.format(n=n) for n in range(len(words)))), said)
    return {words[n] for (n,) in found}


def alike(session: Session, words: Sequence[str], *, places: bool) -> list[tuple[str, str, str]]:
    """(kind, word, as it is written) of what shares most pieces of three signs with any of these words."""
    one = (
        "SELECT w.kind, w.word, w.said FROM (SELECT rowid FROM word_index WHERE word_index MATCH :shape{n}"
        " ORDER BY rank LIMIT :many) f JOIN directory_word w ON w.id = f.rowid"
        " WHERE (w.kind = 'word') = :plain"
    )
    shapes = {f"shape{n}": shape for n, shape in enumerate(filter(None, map(_shape, words)))}
    if not shapes:
        return []
    given = shapes | {"many": MANY * (4 if places else 1), "plain": not places}
    asked = " UNION ".join(one.format(n=n) for n in range(len(shapes)))
    return [(kind, found, said) for kind, found, said in session.execute(text(asked), given)]


def _shape(word: str) -> str:
    return " OR ".join(f'"{three}"' for three in sorted(threes(word.replace('"', ""))))
