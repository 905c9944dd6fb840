"""For a WSGI server of one's own: `app`."""

from portal import from_environment

app = from_environment()
