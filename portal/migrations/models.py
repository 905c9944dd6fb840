"""Every model there is, so that the metadata is whole."""

from portal.audit import models as audit
from portal.blobs import models as blobs
from portal.consent import models as consent
from portal.contact import models as contact
from portal.directory import models as directory
from portal.finding import models as finding
from portal.handover import models as handover
from portal.helping import models as helping
from portal.inbox import models as inbox
from portal.keyring import models as keyring
from portal.messages import models as messages
from portal.notifying import models as notifying
from portal.programmes import models as programmes
from portal.readiness import models as readiness
from portal.statements import models as statements
from portal.support import models as support
from portal.vouching import models as vouching

ALL = (
    audit, blobs, consent, contact, directory, finding, handover, helping, inbox, keyring, messages,
    notifying, programmes, readiness, statements, support, vouching,
)  # fmt: skip
