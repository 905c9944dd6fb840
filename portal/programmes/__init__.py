"""The service, its teams and its staff.

`portal programme create` makes a service with a team and prints a one-time link; `portal staff
invite` prints one more. Whoever opens a link makes an account and its passphrase herself, so that
nobody else ever knows it. The first member of a team makes its key in her own session; each next one
waits until a member lets her in from hers. The command line cannot let anybody in: it has no key.
A team with one member cannot be chosen by a survivor.

A lead of a team says what everybody can read about the service, in each language (`facts`); the log
says that she did. She also writes who is who (`profiles`), for survivors who think of choosing the team.
The steps there can be stand in `stages`; what differs by jurisdiction stands in rule packs (`packs`).

A link holds a code that is good once and for 72 hours; the database keeps only a keyed hash of it.
"""
