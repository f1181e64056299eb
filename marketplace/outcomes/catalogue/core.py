"""What the programme answers for: jobs and revenue of the firms that it supports."""

from __future__ import annotations

from marketplace.i18n import N_
from marketplace.outcomes.catalogue.shape import AS_JOBS, FIRM, YEARLY, Indicator

PAYROLL = N_("Payroll lists of the firms")
CONTRACTS = N_("Payroll list, contracts; a sample is visited")
ACCOUNTS = N_("Yearly accounts of the firms")
SIGNED = N_("Annual accounts filed with the Central Register, or a signed declaration")

INDICATORS = (
    Indicator(
        "BEP-01",
        N_("Annual revenue growth of assisted MSMEs"),
        N_(
            "Revenue of the year less that of the year before, by that of the year before, pooled"
            " over assisted firms with both years verified. Firms supported for less than six"
            " months are left out and listed. The mean of the firms' rates stands beside it."
        ),
        "%",
        "derived",
        FIRM,
        3,
        ACCOUNTS,
        SIGNED,
        (("IRIS", "FP4761"),),
        measure=2,
        formula={"kind": "growth", "of": "BEP-05"},
        targets=({"period": "year", "value": "15"},),
        needs_baseline=True,
        frequency=YEARLY,
        limits=N_("Firms that stop reporting leave the cohort; the share counted is shown."),
    ),
    Indicator(
        "BEP-02",
        N_("New jobs in assisted MSMEs"),
        N_(
            "Full-time equivalents now less those of the baseline, fixed before the first support."
            " A refilled post counts nought, lost posts are deducted. Interns and volunteers do"
            " not count."
        ),
        "FTE",
        "flow",
        AS_JOBS,
        3,
        PAYROLL,
        CONTRACTS,
        (("IRIS", "PI3687"), ("HIPSO", "TA-08"), ("ERDF", "C8")),
        targets=({"period": "all", "value": "5750"},),
        needs_baseline=True,
        limits=N_("What would have come without support is not taken off here; see BEP-06."),
    ),
    Indicator(
        "BEP-02h",
        N_("New jobs in assisted MSMEs, people"),
        N_("People newly employed who have begun work, net as BEP-02 is."),
        "persons",
        "flow",
        AS_JOBS,
        3,
        PAYROLL,
        CONTRACTS,
        needs_baseline=True,
    ),
    Indicator(
        "BEP-03",
        N_("Jobs maintained"),
        N_("Full-time equivalents of the baseline that are still there when the period ends."),
        "FTE",
        "stock",
        AS_JOBS,
        3,
        PAYROLL,
        CONTRACTS,
        (("IRIS", "PI5691"),),
        needs_baseline=True,
    ),
    Indicator(
        "BEP-04",
        N_("Jobs in assisted MSMEs"),
        N_("Full-time equivalents when the period ends; the last value known holds."),
        "FTE",
        "stock",
        AS_JOBS,
        3,
        PAYROLL,
        CONTRACTS,
        (("IRIS", "PI4874"),),
        needs_baseline=True,
    ),
    Indicator(
        "BEP-05",
        N_("Revenue of assisted MSMEs"),
        N_("Total revenue of the accounting year. Invoices and orders are not revenue."),
        "money",
        "stock",
        FIRM,
        3,
        ACCOUNTS,
        SIGNED,
        (("IRIS", "FP6510"),),
        frequency=YEARLY,
    ),
    Indicator(
        "BEP-06",
        N_("Net attributable jobs"),
        N_(
            "BEP-02 times the share that the firm's support is documented to have had. Firms"
            " without a documented share count nought and are listed."
        ),
        "FTE",
        "derived",
        AS_JOBS,
        3,
        N_("BEP-02 and the contributions recorded"),
        N_("Note on what would have come without support"),
        (("DCED", "3"),),
        formula={"kind": "attributed", "of": "BEP-02"},
        needs_baseline=True,
    ),
)
