"""Words of the ledger's codes, as pages say them."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.i18n import N_

CONTRACTS: Mapping[str, str] = {
    "permanent": N_("Permanent"),
    "temporary": N_("Temporary"),
    "seasonal": N_("Seasonal"),
}
SEXES: Mapping[str, str] = {
    "unknown": N_("Not known"),
    "f": N_("Women"),
    "m": N_("Men"),
    "other": N_("Other"),
    "undisclosed": N_("Not disclosed"),
}
AGES: Mapping[str, str] = {
    "unknown": N_("Not known"),
    "15-29": N_("15 to 29"),
    "30-54": N_("30 to 54"),
    "55+": N_("55 and older"),
}
KINDS: Mapping[str, str] = {
    "jobs": N_("New jobs"),
    "revenue": N_("Revenue"),
    "baseline": N_("Baseline"),
    "other": N_("Value entered by staff"),
}
SOURCES: Mapping[str, str] = {
    "annual_accounts": N_("Annual accounts filed with the Central Register"),
    "tax_return": N_("Tax return"),
    "signed_declaration": N_("Signed declaration"),
}
PROOFS: Mapping[str, str] = {
    "payroll": N_("Payroll list"),
    "contract": N_("Contracts"),
    "declaration": N_("Declaration"),
    "accounts": N_("Accounts"),
    "photo": N_("Photograph"),
    "other": N_("Other document"),
}
DECISIONS: Mapping[str, str] = {
    "accept": N_("Accepted as claimed"),
    "correct": N_("Accepted with a correction"),
    "return": N_("Sent back with a question"),
    "reject": N_("Rejected"),
    "confirm": N_("Confirmed by the firm"),
    "expire": N_("Expired: not confirmed in time"),
}
GATES: Mapping[str, str] = {
    "growth": N_("Revenue changed by %(figure)s%%; usual is %(low)s%% to %(high)s%%."),
    "per_employee": N_(
        "Revenue for each person employed is %(figure)s; usual is %(low)s to %(high)s."
    ),
    "jump": N_("Jobs rise by %(figure)s%%; more than %(high)s%% is unusual."),
}
SAMPLES: Mapping[str, str] = {
    "size": N_("To visit: its size"),
    "draw": N_("To visit: drawn"),
}
DIMENSIONS: Mapping[str, str] = {
    "sex": N_("Sex"),
    "age": N_("Age"),
    "contract": N_("Contract"),
    "size": N_("Size of the firm"),
    "region": N_("Region"),
    "sector": N_("Sector"),
    "women_owned": N_("Owned by women"),
    "youth_owned": N_("Owned by young people"),
    "objective": N_("Objective"),
    "bso": N_("Support organisation"),
    "lead_firm": N_("Lead firm"),
    "lender": N_("Lender"),
    "theme": N_("Theme"),
    "upgrade": N_("New or upgraded"),
    "channel": N_("Channel"),
    "instrument": N_("Instrument"),
    "in_kind": N_("Cash or in kind"),
    "occupation": N_("Occupation"),
    "completed": N_("Completed"),
    "need_type": N_("Kind of need"),
    "indicator": N_("Indicator"),
    "source": N_("Source"),
}
BUCKETS: Mapping[str, str] = {
    **SEXES,
    **AGES,
    **CONTRACTS,
    "micro": N_("Micro"),
    "small": N_("Small"),
    "medium": N_("Medium"),
    "large": N_("Large"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "none": N_("None"),
    "unknown": N_("Not known"),
}
SUPPORT: Mapping[str, str] = {
    "deal": N_("Deals with lead firms"),
    "service": N_("Services"),
    "training": N_("Training"),
    "grant": N_("Grants"),
    "finance": N_("Finance"),
    "partnership": N_("Partnerships"),
}
UNITS: Mapping[str, str] = {
    "FTE": N_("FTE"),
    "persons": N_("people"),
    "firms": N_("firms"),
    "organisations": N_("organisations"),
    "grants": N_("grants"),
    "services": N_("services"),
    "partnerships": N_("partnerships"),
    "proposals": N_("proposals"),
    "products": N_("products"),
    "ratio": N_("to one"),
    "h": N_("hours"),
}
TYPES: Mapping[int, str] = {1: N_("Output"), 2: N_("Outcome"), 3: N_("Impact")}
LATE: Mapping[str, str] = {
    "revenue": N_("Revenue of the year"),
    "jobs": N_("Jobs of a deal"),
    "month-6": N_("Jobs confirmed after six months"),
    "month-12": N_("Jobs confirmed after twelve months"),
}
MOVES: Mapping[str, str] = {
    "submit": N_("Submit"),
    "return": N_("Send back"),
    "approve": N_("Approve"),
    "lock": N_("Lock"),
}
ROLES: Mapping[str, str] = {
    "bso": N_("Support organisation"),
    "grant": N_("Grant"),
    "buyer": N_("Buyer"),
    "lender": N_("Lender"),
}
GIVERS: Mapping[str, str] = {
    "programme": N_("The programme"),
    "bso": N_("Support organisation"),
    "buyer": N_("Buyer"),
    "lender": N_("Lender"),
}
SHEET: Mapping[str, str] = {
    "name": N_("Name"),
    "definition": N_("Definition: what counts, what does not"),
    "source": N_("Source of the data"),
    "method": N_("Method"),
    "evidence": N_("Evidence"),
    "responsible": N_("Responsible role"),
    "frequency": N_("Frequency and deadline"),
    "baseline": N_("Baseline"),
    "targets": N_("Targets"),
    "quality": N_("Quality controls"),
    "limits": N_("Known limits"),
    "xref": N_("Other catalogues"),
    "donor_code": N_("Donor’s code"),
    "reason": N_("Why it changes"),
}
"""Fields of a sheet that staff change."""
