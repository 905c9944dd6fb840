"""What kind of file it is, by what stands in it. Its name, and what a browser says of it, count for nothing.

We look at the first and last 64 KiB only: no archive and no document is ever opened here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from portal.i18n import N_
from portal.work import Refused


class Kind(StrEnum):
    PICTURE = "picture"
    SOUND = "sound"
    DOCUMENT = "document"


class FileReason(StrEnum):
    NONE = "no file"
    EMPTY = "empty"
    UNKNOWN = "unknown kind"
    HEIC = "heic"
    VIDEO = "video"
    BROKEN = "broken"
    TOO_LARGE = "too large"
    TOO_MANY_DOTS = "too many pixels"
    FULL = "no room left in this statement"
    TOO_MANY = "too many files"
    NO_ROOM = "no room on the disk"


@dataclass(frozen=True)
class Type:
    kind: Kind
    mimetype: str
    ending: str


def _picture(format: str) -> Type:
    return Type(Kind.PICTURE, f"image/{format}", format)


JPEG, PNG, WEBP, GIF = (_picture(format) for format in ("jpeg", "png", "webp", "gif"))
MP3, AAC = Type(Kind.SOUND, "audio/mpeg", "mp3"), Type(Kind.SOUND, "audio/aac", "aac")
M4A, OGG = Type(Kind.SOUND, "audio/mp4", "m4a"), Type(Kind.SOUND, "audio/ogg", "ogg")
WEBM, WAV = Type(Kind.SOUND, "audio/webm", "webm"), Type(Kind.SOUND, "audio/wav", "wav")
PDF, TEXT = Type(Kind.DOCUMENT, "application/pdf", "pdf"), Type(Kind.DOCUMENT, "text/plain", "txt")
ODT = Type(Kind.DOCUMENT, "application/vnd.oasis.opendocument.text", "odt")
DOCX = Type(Kind.DOCUMENT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
TYPES = {t.mimetype: t for t in (JPEG, PNG, MP3, AAC, M4A, OGG, WEBM, WAV, PDF, TEXT, ODT, DOCX)}
NAMES = {
    Kind.PICTURE: N_("Photograph or drawing"),
    Kind.SOUND: N_("Sound recording"),
    Kind.DOCUMENT: N_("Document"),
}

_BEGINS: tuple[tuple[re.Pattern[bytes], Type], ...] = (
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"RIFF.{4}WEBP", re.S), WEBP),
    (re.compile(rb"GIF8[79]a"), GIF),
    (re.compile(rb"RIFF.{4}WAVE", re.S), WAV),
    (re.compile(rb"OggS\x00"), OGG),
    (re.compile(rb"\x1a\x45\xdf\xa3.{0,64}?webm", re.S), WEBM),
    (re.compile(rb"ID3[\x02-\x04]"), MP3),
    (re.compile(rb"\xff[\xfa\xfb\xf2\xf3\xe2\xe3]"), MP3),
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), AAC),
    (re.compile(rb".{4}ftyp(M4A |M4B |mp4[12]|isom|iso[2-6]|dash|3g[2p].)", re.S), M4A),
    (re.compile(rb"%PDF-[12]\."), PDF),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text[^-]", re.S), ODT),
    (re.compile(rb"PK\x03\x04.{26}(\[Content_Types\]\.xml|_rels/|docProps/|word/)", re.S), DOCX),
)
_HEIC = re.compile(rb".{4}ftyp(hei[cxms]|hev[cxms]|mif1|msf1|avif|avis)", re.S)
_FILM = re.compile(rb"hdlr.{8}vide|\x86.?V_(VP|AV|MPEG)|theora", re.S)  # a track of moving pictures
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_CUT_LETTER = 3  # bytes at most, of a letter that the end of our look cuts


def type_of(head: bytes, tail: bytes) -> Type:
    """Raises Refused with a FileReason. Both may hold the same bytes, of a small file."""
    if not head:
        raise Refused(FileReason.EMPTY)
    if _HEIC.match(head):
        raise Refused(FileReason.HEIC)
    found = next((type for begins, type in _BEGINS if begins.match(head)), None)
    if found is None and _is_text(head, tail):
        found = TEXT
    if found is DOCX and (b"word/document.xml" not in tail or b"vbaProject" in tail):
        found = None  # another kind of archive, or one with a program in it
    if found is None:
        raise Refused(FileReason.UNKNOWN)
    if found in (M4A, WEBM, OGG) and (_FILM.search(head) or _FILM.search(tail)):
        raise Refused(FileReason.VIDEO)
    return found


def _is_text(head: bytes, tail: bytes) -> bool:
    if _NO_TEXT.search(head) or _NO_TEXT.search(tail):
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start >= len(head) - _CUT_LETTER and len(head) > _CUT_LETTER
    return True
