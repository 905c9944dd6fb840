"""What a large file costs: memory of the one worker above its idle, bytes on the disk, seconds.

    .venv/bin/python -m tests.bench.files

A sound of 25 MiB and photographs of 24 and of 12 million dots go in and out of a running service.
"""

from __future__ import annotations

import io
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PIL import Image

from tests.bench.service import say_where
from tests.real.serving import Service, Visitor, serving
from tests.statements.attached import exif, form_of, sound

MIB = 1024 * 1024
EVERY = 0.002
T = TypeVar("T")


def noise(width: int, height: int, **how: object) -> bytes:
    """A photograph as large as a telephone's: noise is the hardest for a JPEG."""
    small = Image.effect_noise((width // 8, height // 8), 90).resize((width, height))
    made = io.BytesIO()
    Image.merge("RGB", (small, small.transpose(Image.Transpose.FLIP_LEFT_RIGHT), small)).save(
        made, "JPEG", quality=93, exif=exif(6), **how
    )
    return made.getvalue()


def rss(pid: int) -> float:
    """MiB."""
    (line,) = [x for x in Path(f"/proc/{pid}/status").read_text().splitlines() if x.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


@contextmanager
def highest(pids: list[int]) -> Iterator[Callable[[], float]]:
    """The highest sum of what they hold above what they hold now."""
    before = {pid: rss(pid) for pid in pids}
    most, on = [0.0], threading.Event()

    def look() -> None:
        while not on.is_set():
            most[0] = max(most[0], *(rss(pid) - before[pid] for pid in pids))
            time.sleep(EVERY)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield lambda: most[0]
    finally:
        on.set()
        watcher.join()


def send(her: Visitor, content: bytes, number: int) -> str:
    """Returns the address of its bytes."""
    body, kind = form_of(her, content, f"/en/mine/writing/{number}/files")
    shown = her.post(her.page.url, body, content_type=kind)
    assert shown.status == 200, shown
    return (shown.all("img", css="photo") + shown.all("audio"))[0].get("src") or ""


def say(what: str, size: float, grown: float, seconds: float) -> None:
    print(f"{what:44}{size / MIB:8.1f}{grown:10.1f}{seconds:9.2f}", flush=True)


def measured(service: Service, what: str, size: float, act: Callable[[], T]) -> T:
    with highest(service.workers()) as most:
        began = time.monotonic()
        found = act()
        seconds = time.monotonic() - began
    say(what, size, most(), seconds)
    return found


def in_and_out(service: Service, her: Visitor, what: str, content: bytes, number: int) -> None:
    before = on_disk(service)
    url = measured(service, f"{what}, in", len(content), lambda: send(her, content, number))
    stored = on_disk(service) - before
    got = measured(service, f"{what}, out", len(content), lambda: her.get(url).content)
    print(f"{'':4}{len(got) / MIB:.2f} MiB come out; on the disk {stored / len(got) - 1:+.1%}", flush=True)


def on_disk(service: Service) -> int:
    return sum(path.stat().st_size for path in (service.data / "files").rglob("*") if path.is_file())


def main() -> None:
    say_where("memory above idle, in MiB, of the worker that grew most")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "service") as service:
        her = Visitor(service)
        her.sign_up()
        for _turn in range(20):  # each worker has shown a page
            her.get("/en/mine/writing/1")
        print(f"idle: {', '.join(f'{rss(pid):.0f}' for pid in service.workers())} MiB")
        print(f"{'':44}{'MiB':>8}{'grows by':>10}{'seconds':>9}")
        in_and_out(service, her, "sound", sound(25 * MIB), 1)
        in_and_out(service, her, "sound once more", sound(25 * MIB), 1)
        in_and_out(service, her, "photograph, 24 million dots", noise(6000, 4000), 2)
        in_and_out(service, her, "photograph, 12 million dots", noise(4032, 3024), 2)
        in_and_out(service, her, "photograph, 12 million, in steps", noise(4032, 3024, progressive=True), 2)
        four = [noise(4032, 3024)] * 4
        measured(service, "four photographs at once", len(four[0]), lambda: together(her, four))


def together(her: Visitor, contents: list[bytes]) -> None:
    sent = [form_of(her, content, "/en/mine/writing/3/files") for content in contents]
    acts = [
        threading.Thread(target=her.wire.open, args=("/en/mine/writing/3/files",),
                         kwargs={"method": "POST", "data": body, "content_type": kind})
        for body, kind in sent
    ]  # fmt: skip
    for act in acts:
        act.start()
    for act in acts:
        act.join()


if __name__ == "__main__":
    main()
