"""What she writes: in pieces, in her own time, hers alone until she shares a copy.

A *statement* has *sections*, each optional, one a screen, each sealed as one document (so that it
does not even show which questions were answered). The form's version is stored with the answers.

Nothing saved or sent is lost:
- a save names the revision it began from; one that is older never overwrites. Both texts are kept;
- a save that comes when the session has ended is sealed to her own public key and kept apart;
- a save on the way out ("Leave", "Pause", another language) is made first and never refused.
What is *kept apart* waits beside the section it belongs to until she says what to do with it.
"""
