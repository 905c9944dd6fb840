"""The forms: what can be written, as data.

    statement       1-99      what she writes for herself, and shares if she likes
    canada          101-107   for a court in Canada
    england_wales   201-208   for a court in England or Wales
    united_states   301-309   for a federal court of the United States
    victoria        401-407   for a court in Victoria, Australia
    new_zealand     501-507   for a court in New Zealand

Each version of each stays for ever, oldest first; a change is a new version, and a new number for a
section that is about something else.
"""

from portal.statements.questions.canada_1 import CANADA_1
from portal.statements.questions.england_wales_1 import ENGLAND_WALES_1
from portal.statements.questions.new_zealand_1 import NEW_ZEALAND_1
from portal.statements.questions.shape import Form
from portal.statements.questions.statement_1 import STATEMENT_1
from portal.statements.questions.statement_2 import STATEMENT_2
from portal.statements.questions.united_states_1 import UNITED_STATES_1
from portal.statements.questions.victoria_1 import VICTORIA_1

FORMS: tuple[Form, ...] = (
    STATEMENT_1,
    STATEMENT_2,
    CANADA_1,
    ENGLAND_WALES_1,
    UNITED_STATES_1,
    VICTORIA_1,
    NEW_ZEALAND_1,
)
