"""The demonstration's people, one per role, who sign in with one click."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.i18n import N_


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """`role` and `does` are interface text; names come from the store that is loaded."""

    email: str
    role: str
    does: str


DEMO_ACCOUNTS = (
    DemoAccount(
        "procurement@demo.example",
        N_("Lead firm"),
        N_("Rank suppliers for a need and choose among them"),
    ),
    DemoAccount("msme@demo.example", N_("MSME"), N_("See what fits, what is missing, and answer")),
    DemoAccount(
        "bso@demo.example",
        N_("Support organisation"),
        N_("Follow the gaps of firms, act for them, offer training"),
    ),
    DemoAccount("lender@demo.example", N_("Lender"), N_("See verified firms and open needs")),
    DemoAccount(
        "programme@demo.example",
        N_("Programme"),
        N_("Verify organisations, decide claims, read the audit"),
    ),
    DemoAccount(
        "admin@demo.example",
        N_("Administrator"),
        N_("Keep it running: deliveries, events, audit"),
    ),
)
"""Of the sign-in page under the setting DEMO, in its order."""
