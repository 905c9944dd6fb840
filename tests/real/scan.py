"""Looking for words where none may be: every byte of every file, in every way a program writes text."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, quote_plus

SHORTEST = 9  # bytes: less would be found by chance


def forms_of(text: str) -> dict[str, bytes]:
    """Each way of writing `text`: what it is called, and the bytes."""
    utf8 = text.encode()
    forms = {
        "UTF-8": utf8,
        "UTF-16 LE": text.encode("utf-16-le"),
        "UTF-16 BE": text.encode("utf-16-be"),
        "Latin-1": text.encode("latin-1", "replace"),
        "percent": quote(text, safe="").encode(),
        "form": quote_plus(text).encode(),
        "JSON": json.dumps(text)[1:-1].encode(),
        "Python": ascii(text)[1:-1].encode(),
        "bytes": repr(utf8)[2:-1].encode(),
        "UTF-8 twice": utf8.decode("latin-1").encode(),
        "hex": utf8.hex().encode(),
        "HEX": utf8.hex().upper().encode(),
    }
    for before in range(3):
        # Without the letters at both ends, which depend on what stands around the text.
        whole = slice(4 if before else 0, (before + len(utf8)) // 3 * 4)
        inner = base64.b64encode(bytes(before) + utf8)[whole]
        forms[f"base64 at {before}"] = inner
        forms[f"base64url at {before}"] = inner.translate(bytes.maketrans(b"+/", b"-_"))
    return forms


# Of content that was looked through, by its digest: what is not in it. Most files are met many times over.
_absent: dict[bytes, set[bytes]] = {}


class Scanner:
    """`secrets`: what each is called, and the text. Faults name the secret and the way, never the text."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        assert all(len(text.encode()) >= SHORTEST for text in secrets.values())
        self.needles: dict[bytes, list[str]] = {}
        for name, text in secrets.items():
            for way, needle in forms_of(text).items():
                self.needles.setdefault(needle, []).append(f"{name} as {way}")

    def look(self, place: str, content: bytes) -> list[str]:
        absent = _absent.setdefault(hashlib.sha256(content).digest(), set())
        found = [needle for needle in self.needles if needle not in absent and needle in content]
        absent.update(self.needles.keys() - found)
        return [f"{place}: {said}" for needle in found for said in self.needles[needle]]

    def look_in(self, *folders: Path, since: float = 0.0) -> list[str]:
        """Every file below these folders, with its name; `since`: changed after it, seconds since 1970."""
        found = []
        for path in (path for folder in folders for path in files(folder)):
            try:
                if path.stat().st_ctime >= since:
                    found += self.look(str(path), path.read_bytes()) + self.look(str(path), bytes(path))
            except FileNotFoundError:
                continue  # a journal that was there a moment ago
        return found

    def look_in_open_files(self, pid: int) -> list[str]:
        """What a process holds open, deleted files too. Wants the right to look into it."""
        return [fault for name, content in open_files(pid) for fault in self.look(f"{pid} {name}", content)]


def files(folder: Path) -> Iterator[Path]:
    for inside, _folders, names in os.walk(folder):  # which does not mind a folder that goes meanwhile
        for path in (Path(inside, name) for name in names):
            if path.is_file() and not path.is_symlink():
                yield path


def open_files(pid: int) -> Iterator[tuple[str, bytes]]:
    """Name and content of each regular file that a process has open."""
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            if stat.S_ISREG(link.stat().st_mode):
                yield os.readlink(link), link.read_bytes()
        except FileNotFoundError:
            continue
