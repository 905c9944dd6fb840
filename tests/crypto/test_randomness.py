"""Salts never repeat: not in one process, and not in two that began as one."""

import multiprocessing
from collections.abc import Callable

from portal.crypto import Pad, new_id, new_key, seal

KEY, KEY_ID = bytes(32), bytes(16)
COUNT = 100_000


def _salt() -> bytes:
    return seal(KEY, b"", key_id=KEY_ID, ctx=b"", pad=Pad.TINY)[18:42]


def test_many_salts_are_all_different():
    assert len({_salt() for _ in range(COUNT)}) == COUNT


def test_keys_and_ids_are_all_different():
    for make, size in ((new_key, 32), (new_id, 16)):
        made = {make() for _ in range(10_000)}
        assert len(made) == 10_000
        assert {len(value) for value in made} == {size}


def _many(make: Callable[[], bytes], pipe) -> None:
    pipe.send_bytes(b"".join(make() for _ in range(2_000)))
    pipe.close()


def test_forked_processes_share_no_randomness():
    """Gunicorn forks its workers from one process that has already sealed things."""
    context = multiprocessing.get_context("fork")
    for make, size in ((_salt, 24), (new_key, 32), (new_id, 16)):
        make()  # whatever state there is exists before the fork
        pipes = [context.Pipe(duplex=False) for _ in range(3)]
        workers = [context.Process(target=_many, args=(make, writer)) for _, writer in pipes]
        for worker in workers:
            worker.start()
        made = b"".join(reader.recv_bytes() for reader, _ in pipes)
        made += b"".join(make() for _ in range(2_000))
        for worker in workers:
            worker.join()
            assert worker.exitcode == 0
        assert len({made[i : i + size] for i in range(0, len(made), size)}) == 8_000
