"""Groups of the `portal` command that begin no unit of work; `portal/cli.py` holds the rest."""
