"""Getting away quickly.

*Leave* is on every page, in the same place, first in keyboard order, and once more after the last
words; Shift pressed three times is the same (static/js/leave.js). It ends the session, asks the
browser to clear what this site left, and goes to a neutral page. From a page that is being written
in it is a submit button of that form: the words are saved first, and nothing about them can turn the
way out into an error page. What it cannot do, clear the browser's history, is said before first use.

A browser that looks ahead (a prefetch) ends nothing.
"""
