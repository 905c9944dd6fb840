"""Keys that follow consent.

    passphrase ──▶ slot ──▶ URK (one per person, 32 random bytes)
                             ├──▶ identity: an HPKE private key, for what others seal to her
                             ├──▶ record key: the live draft, hers alone
                             └──▶ group keys of a snapshot ──▶ grant: sealed to one team, until a date
    a team's private key is sealed to each member; only a member can let another in

Every box is sealed to somebody (the inner layer) and wrapped once more under the service's key and a
*vault secret* (the outer layer). The inner layer is why whoever runs the server cannot read along.
The outer layer is why deleting one vault row shreds one person, one grant or one membership, in old
backups of the main database too.

`Keyring.open` is the only way to words. It holds what its person's slots, grants and team epochs
yield, so a forgotten permission check has nothing to show.

This package takes database sessions and a `Vault`; it knows nothing of requests or units of work.
"""
