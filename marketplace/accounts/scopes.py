"""What each scope of an API token allows, in words."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.i18n import N_

SCOPE_WORDS: Mapping[str, str] = {
    "account": N_("Your account, sign-ins and tokens"),
    "audit": N_("Read the audit"),
    "awards": N_("Import award histories"),
    "files": N_("Upload files"),
    "matches": N_("Judge matches"),
    "needs": N_("Needs, questions and invitations"),
    "operate": N_("Operate the platform"),
    "organizations": N_("Organisations, members and advisers"),
    "profiles": N_("Profiles"),
    "review": N_("Verify organisations, decide claims and reports"),
    "services": N_("Services"),
}
