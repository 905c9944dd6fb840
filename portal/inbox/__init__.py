"""What a facilitator has been given, while consent stands.

A list shows the case reference, the writer's language and what is new; one share at a time is opened.
Before its words are opened, the opening is written to the log and committed: when that fails, nothing
is opened. She sees it by name. A reload within ten minutes is the same opening; a prefetch opens
nothing. When the consent has ended, the page says that it ended, and not why.

A reader also notes which step the writer is at with the team (`stages`), while the consent stands. She sees
the step, the day and who noted it; nothing follows from it by itself.
"""
