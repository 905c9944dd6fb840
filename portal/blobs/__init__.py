"""Sealed files on the disk: what is too large for a row.

A *blob* is one file, each under a fresh key of its own, named by a random id and nothing else. Who may
open it holds its `FileKey`, which stands in a sealed document elsewhere; here nobody knows what a file
is, nor whose words belong to it. It is sealed while it arrives and opened while it is sent, chunk by
chunk, so it is never in clear on the disk and never whole in memory.

    written under a temporary name ─▶ on the disk, renamed ─▶ its row is committed ─▶ let go ─▶ gone
              │                              │                                    (the sweep)
              └──────── dropped ─────────────┘ (or by the sweep, an hour later)

A row without an owner is let go: erasing a person does that to all of hers in the same transaction.
"""
