"""Figures, measured in one run on one machine, and ratios between them. No test holds a number here.

    .venv/bin/python -m tests.bench.pages     requests a second: front page, her home, the writing page and
                                              a sealed save, each beside a bare Flask page (bare.py) that
                                              the same gunicorn settings serve, measured in turn
    .venv/bin/python -m tests.bench.login     how long a wrong passphrase takes for a name there is, one
                                              there is not and a suspended one; whether the answers differ
    .venv/bin/python -m tests.bench.writers   eight people saving at once: saves a second, errors, waiting
    .venv/bin/python -m tests.bench.memory    memory of each worker: idle, after pages, during sign-ins
    .venv/bin/python -m tests.bench.files     large files in and out: memory above idle, bytes on the disk
    .venv/bin/python -m tests.bench.directory how fast a directory comes in, and the memory that takes
    .venv/bin/python -m tests.bench.finding   a search in a large directory beside one in a small one
    .venv/bin/python -m tests.bench.phone     when the largest thing stands on the screen of a slow phone

Each runs `portal serve` with its SQLite files in a temporary folder ($TMPDIR decides on which disk;
only `login` runs in its own process), takes 20 to 90 seconds, and first says how busy the machine is:
figures of a busy machine are worth little, ratios a little more. pytest collects nothing here.
"""
