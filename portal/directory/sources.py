"""A file, a folder or a zip as rows, one at a time: never a whole feed in memory, whatever it is called.

Nothing of a zip is written anywhere, so its names can lead nowhere. Every way in which a file can be no
feed ends in Unreadable with one plain line.
"""

from __future__ import annotations

import codecs
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from portal.directory.remarks import Report, Unreadable, Weight, Where

PIECE = 1 << 16
LARGEST = 8 << 30  # of one file, unpacked: 100 000 services are about half of one gibibyte
PACKED_TIGHTER = 200  # times: text packs about ten times, a zip bomb a thousand
UNPACKED_ANYWAY = 64 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One file of a feed. `name` is its path inside the feed; `read` opens it anew each time."""

    name: str
    size: int
    read: Callable[[], IO[bytes]]

    @property
    def is_json(self) -> bool:
        """By its name, else by its first sign."""
        name = self.name.casefold()
        if name.endswith((".json", ".ndjson", ".jsonl", ".csv", ".tsv")):
            return "js" in name.rpartition(".")[2]
        with _reading(self.name), self.read() as file:
            return file.read(PIECE).lstrip(codecs.BOM_UTF8 + b" \r\n\t")[:1] in (b"{", b"[")

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).name.rpartition(".")[0].casefold()


@contextmanager
def sources(path: Path, report: Report) -> Iterator[list[Source]]:
    """The files of a feed that can hold rows. Raises Unreadable when there is none."""
    if path.is_dir():
        yield _some(list(_folder(path, report)), path)
    elif path.suffix.casefold() == ".zip" or zipfile.is_zipfile(path):
        with _reading(path.name):
            packed = zipfile.ZipFile(path)
        with packed:
            yield _some(list(_zip(packed, report)), path)
    else:
        with _reading(path.name):
            size = path.stat().st_size
        yield [Source(path.name, size, lambda: path.open("rb"))]


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Around what reads a byte, and nothing else: what goes wrong there is the file's fault."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, EOFError, OSError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "it is damaged"
        raise Unreadable(f"{name} cannot be read: {why}") from None
    except (RuntimeError, NotImplementedError):  # zipfile: of a password, of a packing it does not know
        raise Unreadable(f"{name} cannot be unpacked: it is locked, or packed in an unusual way") from None


def _some(found: list[Source], path: Path) -> list[Source]:
    if not found:
        raise Unreadable(f"{path.name} holds no .csv and no .json file")
    return found


def _is_wanted(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return (
        not hidden
        and path.suffix.casefold() in (".csv", ".tsv", ".json", ".ndjson", ".jsonl")
        and (path.name.casefold() != "datapackage.json")
    )


def _folder(path: Path, report: Report) -> Iterator[Source]:
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path).as_posix()
        if not file.is_file() or not _is_wanted(name):
            continue
        if not file.resolve().is_relative_to(path.resolve()):
            _left_out(report, name, "it leads out of the folder")
        else:
            yield Source(name, file.stat().st_size, lambda file=file: file.open("rb"))  # type: ignore[misc]


def _zip(packed: zipfile.ZipFile, report: Report) -> Iterator[Source]:
    for info in packed.infolist():
        name = info.filename.replace("\\", "/")
        path = PurePosixPath(name)
        if info.is_dir() or not _is_wanted(path.name):
            continue
        if path.is_absolute() or ".." in path.parts or ":" in name:
            _left_out(report, name, "its name leads out of the zip")
        elif info.file_size > UNPACKED_ANYWAY and info.file_size > PACKED_TIGHTER * max(
            info.compress_size, 1
        ):
            raise Unreadable(f"{path.name} unpacks to {info.file_size >> 20} MB: that is no feed")
        elif _is_wanted(name):
            yield Source(name, info.file_size, lambda info=info: packed.open(info))  # type: ignore[misc]


def _left_out(report: Report, name: str, why: str) -> None:
    report.say(Weight.ASIDE, Where(name, 0), "the file", why, "left out")


class Counted(io.RawIOBase):
    """Reads on, tells how far, and stops at what is too large: sizes that a zip names may be lies."""

    def __init__(self, source: Source, told: Callable[[int], None]) -> None:
        with _reading(source.name):
            self._inner = source.read()
        self._source, self._told = source, told
        self.since = self.total = 0  # bytes since somebody set it back; in all
        self.longest = LARGEST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        with _reading(self._source.name):
            piece = self._inner.read(min(len(buffer), PIECE))
        buffer[: len(piece)] = piece
        self.since += len(piece)
        self.total += len(piece)
        self._told(len(piece))
        if self.since > self.longest or self.total > LARGEST:
            raise Unreadable(
                f"{self._source.name} holds a single record of more than {self.longest >> 20} MB"
            )
        return len(piece)

    def close(self) -> None:
        self._inner.close()
        super().close()


def encoding_of(source: Source, report: Report) -> str:
    """UTF-8, what its byte order mark says, or else Windows' Latin, which reads every byte."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with Counted(source, lambda _: None) as raw:
        piece = raw.read(PIECE) or b""
        for mark, name in _BOMS:
            if piece.startswith(mark):
                return name
        try:
            while piece:
                decoder.decode(piece)
                piece = raw.read(PIECE) or b""
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            report.say(
                Weight.MENDED,
                Where(source.name, 0),
                "the file",
                "not in UTF-8",
                "read as Windows-1252 (Latin)",
            )
            return "cp1252"
    return "utf-8"


def opened(source: Source, encoding: str, told: Callable[[int], None]) -> tuple[Counted, IO[str]]:
    """Its text. A cut sign at the end, or five bytes that cp1252 lacks, become U+FFFD."""
    raw = Counted(source, told)
    return raw, io.TextIOWrapper(io.BufferedReader(raw, PIECE), encoding, errors="replace", newline="")


class AsUtf8:
    """For a parser that wants UTF-8 bytes, whatever the file is written in.

    In large pieces: yajl begins a cut-off text anew with each.
    """

    def __init__(self, text: IO[str]) -> None:
        self._text = text

    def read(self, size: int = -1) -> bytes:
        return b"" if size == 0 else self._text.read(PIECE * 16).encode("utf-8", "replace")
