"""How she feels about it: hers alone, said at any time, in any part, or not at all.

A *check-in* is what she has said by one day, sealed as one document. It is made of *steps*, one a
screen, each with its own *answer*. The first answer of a day begins a check-in as a copy of the one
before; the next answers of that day go into it. It may be several a day: an answer that was begun from
another one than is there now takes nothing's place, and both check-ins stay.

Nobody but her reads, lists or counts them: staff have no address here, the log of acts has no line
about it, and the database does not say when. What she wants a team to know she shares like any other
part (`telling`, and the consent package): a copy, as it is that day; whether somebody pushes her is
ticked apart. To say "pause" here is how she feels; what pauses is an act of consent. The day she wants
to be asked again shows a line on her home page, and nothing leaves the portal.
"""
