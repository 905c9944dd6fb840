"""The directory: services a person can go to, in the field's own standard, Open Referral HSDS 3.0.

Facts come in *feeds*: files that other people keep. Nothing of a feed is trusted, and nothing of it is lost
without a line that says so.

    remarks.py    what was wrong with a feed, row by row, and what was done about it
    standard.py   HSDS 3.0 as data: kinds, fields, what stands inside what
    values.py     one value as feeds write it -> as the standard writes it
    hours.py      times and days as people write them
    sources.py    a file, folder or zip -> its files; records.py: its rows, however large or broken
    older.py      HSDS 1.1, 2.x and Ohana -> 3.0
    cleaning.py   one row -> a clean one of the standard
    confidential.py  places that are not to be told
    staging.py    rows -> records, in a file beside the memory (room.py); assembling.py: whole documents
    cards.py      a service's documents -> what pages and searches read of it
    importing.py  all of it, into the main store, or nothing (writing.py)
    shelf.py      cards put where they are read; keeping.py: what leads change and check
    index.py      the words that searches look into; anew.py: made again, when it was damaged
    exporting.py  and out again (cells.py: nothing for a spreadsheet to run)
    reading.py    documents put together as the standard nests them
    asking.py     what the API can be asked for; openapi.py describes it; views.py: /hsds/

What is kept: one `Entry` for each organization, service, location, service_at_location, taxonomy and term,
whose body is the standard's own JSON with all that belongs to it alone (phones, schedules…) inside,
also fields that nobody here knows. What several share is referred to. A child that belongs to nothing in
its feed (an attribute of an unknown record) is an entry of its own. Beside each service stands one
`ServiceCard`, made anew with each import: pages and searches read cards and never take bodies apart.

Four things are taken out of every feed before anything is stored:
- people who work at a service, unless it is asked for with `--with-contacts`;
- codes of the 211/AIRS taxonomy, which belong to somebody;
- street, city, postal code and coordinates of a place that says it is confidential: some feeds give the city
  beside "Confidential", and a shelter was found that way;
- markup and scripts.

What cannot be read as what it should be (an address without a dot, "twelve" for an age) is kept aside under
`<field>_as_given`, so that it can be corrected and is never shown as if it were right.

A feed is refused as a whole when it is cut off, is not a feed, or when more than half of its services have
such fields or cannot be used: most likely its columns are shifted, and a wrong number is worse than none.
"""
