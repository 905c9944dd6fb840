"""What was done, by whom, when; never the words.

`AuditRow` is a chain: each row holds the hash of the one before and a MAC, so that a changed, removed
or inserted row shows (`portal audit verify`). Survivors stand in it under a pseudonym that comes out
of their own vault secret. `Act` is hers: who opened or answered what she shared. Both are written in
one transaction, before any words are opened.
"""
