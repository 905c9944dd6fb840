"""Advocates.

An advocate belongs to a service and helps people write, for as long as they allow. She sees only
drafts that somebody has let her into; while nobody has, the page says so. How somebody lets her in is
not built yet, so nothing here pretends to.
"""
