"""What the walk over all routes knows of them: values of plain parameters, bodies that pass."""

from __future__ import annotations

from typing import Any

from tests.support.applications import offer
from tests.support.needs import supplier_need
from tests.support.organizations import organization
from tests.support.outcomes import jobs_claim
from tests.support.profiles import firm_profile, training

OPEN = {
    "static": "files of the product itself",
}
"""Routes without a rule, and why."""

VALUES = {
    "filename": "app.css",
    "export_name": "results.csv",
    "vocabulary": "cpv",
    "name": "cpv",
    "secret": "guessed",
    "page": "about",
    "how": "close",
    "step": "delay",
    "kind": "deliveries",
    "letter_id": "471147",
    "number": "1",
    "code": "BEP-02",
    "period": "FY2027-Q1",
    "table": "years",
    "first_id": "nobody",
    "second_id": "nobody-else",
    "merge_id": "none",
    "move": "submit",
}
"""Parameters that name nothing of anybody's."""

TEXT = "It is long enough to be taken."
REASON = {"reason": TEXT}
NUMBER = {"scheme": "EMBS", "value": "7654321"}
BODIES: dict[str, Any] = {
    "/needs/<need_id>": supplier_need(),
    "/needs/<need_id>/close": REASON,
    "/needs/<need_id>/review": {"decision": "reinstate"},
    "/needs/<need_id>/cancel": REASON,
    "/needs/<need_id>/questions": {"text": TEXT},
    "/needs/<need_id>/invitations": {"organization": "none"},
    "/needs/<need_id>/judgements": {"organization": "none", "verdict": "saved"},
    "/questions/<question_id>/answer": {"text": TEXT},
    "/needs/<need_id>/applications": offer(),
    "/applications/<application_id>": offer(),
    "/applications/<application_id>/scores": {"scores": [{"criterion": "Quality", "score": 1}]},
    "/needs/<need_id>/evaluators": {"people": ["nobody"]},
    "/needs/<need_id>/no-award": REASON,
    "/awards/<award_id>/decline": REASON,
    "/awards/<award_id>/cancel": REASON,
    "/needs/<need_id>/awards": {},
    "/needs/<need_id>/conflicts": {},
    "/needs/<need_id>/agreed": {},
    "/deals/<deal_id>/deliveries": {"lots": [{"lot": 0, "quantity": 1}]},
    "/deals/<deal_id>/deliveries/<delivery_id>/accept": {},
    "/deals/<deal_id>/deliveries/<delivery_id>/reject": REASON,
    "/deals/<deal_id>/invoices": {"number": "1", "net": "1"},
    "/deals/<deal_id>/payments": {"invoice": "none", "amount": "1"},
    "/deals/<deal_id>/payments/<payment_id>/deny": REASON,
    "/deals/<deal_id>/delays": REASON | {"until": "2027-01-30"},
    "/deals/<deal_id>/changes": {"payment_days": 10},
    "/deals/<deal_id>/changes/<change_id>/accept": {},
    "/deals/<deal_id>/changes/<change_id>/refuse": REASON,
    "/deals/<deal_id>/disputes": {"about": "other", "text": TEXT},
    "/deals/<deal_id>/disputes/<dispute_id>/steps": {"text": TEXT},
    "/deals/<deal_id>/terminate": REASON,
    "/deals/<deal_id>/ratings": {"score": 5},
    "/outcomes/claims/<outcome_id>": jobs_claim(),
    "/outcomes/claims/<outcome_id>/evidence": {"file": "none"},
    "/outcomes/claims/<outcome_id>/decision": {"decision": "reject", "reason": TEXT},
    "/outcomes/claims/<outcome_id>/confirm": {"headcount": 1, "fte": "1"},
    "/services/<service_id>": training(),
    "/organizations/<organization_id>": organization(9),
    "/organizations/<organization_id>/profile": firm_profile(),
    "/organizations/<organization_id>/review": {"decision": "approve"},
    "/organizations/<organization_id>/claims": {"identifier": NUMBER, "proof": TEXT},
    "/organizations/<organization_id>/invitations": {"email": "ana@firm.mk"},
    "/memberships/<membership_id>/role": {"role": "viewer"},
    "/searches/<search_id>": {"mail": "each"},
    "/accounts/<account_id>/lock": REASON,
    "/accounts/<account_id>/unlock": REASON,
    "/claims/<claim_id>/decision": {"decision": "approve"},
    "/reports/<report_id>/decision": {"state": "acted", "decision": TEXT},
}
"""Bodies by path under /api/v1; a new route that takes a body needs one here."""

FORMS: dict[str, Any] = {
    "/awards/<award_id>/decline": REASON,
    "/awards/<award_id>/cancel": REASON,
    "/organizations/<organization_id>/claim": {
        "identifier.scheme": "EMBS",
        "identifier.value": "7654321",
        "proof": TEXT,
    },
    "/memberships/<membership_id>/role": {"role": "viewer"},
    "/searches/<search_id>/mail": {"mail": "each"},
    "/questions/<question_id>/answer": {"text": TEXT},
    "/needs/<need_id>/questions": {"text": TEXT},
    "/needs/<need_id>/judge": {"verdict": "saved"},
    "/needs/<need_id>/invite/<organization_id>": {},
    "/needs/<need_id>/<any(close, cancel):how>": REASON,
}
"""What pages' forms send."""
