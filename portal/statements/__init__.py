"""What she writes: in pieces, in her own time, hers alone until she shares a copy.

A *statement* has *sections*, each optional, one a screen, each sealed as one document (so that it
does not even show which questions were answered). The form's version is stored with the answers.

Nothing saved or sent is lost:
- a save names the revision it began from; one that is older never overwrites. Both texts are kept;
- a save that comes when the session has ended is sealed to her own public key and kept apart;
- a save on the way out ("Leave", "Pause", another language) is made first and never refused.
What is *kept apart* waits beside the section it belongs to until she has seen both texts side by side
and said which she keeps:

    waiting ─▶ kept in the section, alone or under what was there
       ▲  └──▶ set aside ─▶ gone (a day later, at her word, or when she sets another aside there)
       └───────────┘ taken back

Her answer names the revision she saw: when it is another by now, nothing happens and she looks again.
A saved text that another takes the place of is set aside too, so one press loses nothing.

Earlier texts of a section are kept as *versions*: the last text of each sitting, and what was there when
most of it went. To take one back makes a version of what is there first. A *note* to herself beside a
section is a thing apart, under her own key, and no share can hold it.
"""
