"""Nothing sealed to a person is forgotten when her keys are renewed."""

from portal.db import MainBase, Tier
from portal.migrations import models

assert models

# What `renewal.renew` does with each column only a person's key opens. A new one has to be put here,
# and into a function marked `@reseals`, before it can be forgotten.
DONE = {
    "principal.profile_w": "sealed again by accounts",
    "principal.about_w": "sealed again by accounts",
    "key_slot.w": "removed; the one under the new words is added",
    "identity.w": "made anew",
    "rkey.w": "made anew by statements",
    "record.reference_w": "sealed again by statements",
    "section.body": "sealed again by statements",
    "section_version.body": "sealed again by statements",
    "attachment.body": "sealed again by statements",
    "section_note.body": "sealed again by statements",
    "checkin.body": "sealed again by readiness",
    "contact_plan.body": "sealed again by contact",
    "kept_services.body": "sealed again by finding",
    "choosing.note": "sealed again by consent",
    "choosing.left_out": "sealed again by consent",
    "pending_input.w": "sealed again by statements",
    "share_group.owner_w": "sealed again by consent",
    "share_group.body": "under a key of its own, which the two others here lead to",
    "consent_grant.w": "sealed to the team",
    "team_member.w": "sealed again by accounts",
    "vouch_half.w": "hers go with the slot; those she holds for others are sealed again by vouching",
    "vouch_asking.key_w": "goes with the slot",
    "vouch_asking.private_w": "goes with the slot",
    "vouch_given.w": "goes with the slot",
    "access.called_w": "hers go, since all help ends; a helper's are sealed again by helping",
    "suggestion.w": "sealed again by helping",
    "suggestion.copy_w": "sealed again by helping, for the helper",
    "message.w": "sealed again by messages",
    "message.copy_w": "a helper's sealed again by messages; a team's is sealed to the team",
    "translation.w": "sealed again by helping",
    "translation.copy_w": "sealed again by helping, for the interpreter",
    "helper_note.body": "sealed again by helping, for the helper",
}


def test_every_column_that_only_a_person_opens_is_thought_of():
    columns = {
        f"{table.name}.{column.name}"
        for table in MainBase.metadata.tables.values()
        for column in table.columns
        if column.info.get("tier") is Tier.PERSON
    }
    assert columns == set(DONE)
