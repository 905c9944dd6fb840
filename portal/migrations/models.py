"""Every model there is, so that the metadata is whole."""

from portal.audit import models as audit
from portal.blobs import models as blobs
from portal.consent import models as consent
from portal.inbox import models as inbox
from portal.keyring import models as keyring
from portal.programmes import models as programmes
from portal.readiness import models as readiness
from portal.statements import models as statements
from portal.vouching import models as vouching

ALL = (audit, blobs, consent, inbox, keyring, programmes, readiness, statements, vouching)
