"""Groups of the `portal` command; `portal/cli.py` holds what needs people, services or the sweep."""
