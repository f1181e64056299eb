"""Words of the slice's codes, as pages say them."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.i18n import N_

STANDINGS: Mapping[str, tuple[str, str]] = {
    "reached": (N_("Reached."), "ok"),
    "ahead": (N_("Ahead."), "ok"),
    "near": (N_("Close to the target."), "warn"),
    "behind": (N_("Behind."), "warn"),
    "unknown": (N_("No target is set."), ""),
}
"""How a target stands: its words and its colour."""
PERIOD_STATES: Mapping[str, str] = {
    "open": N_("Open"),
    "submitted": N_("Submitted"),
    "returned": N_("Sent back"),
    "approved": N_("Approved"),
    "locked": N_("Locked"),
}
STAGES: Mapping[str, tuple[str, str]] = {
    "posted": (N_("Posted"), N_("The need was published.")),
    "matched": (N_("At least one match"), N_("Its list had a firm that can deliver.")),
    "viewed": (N_("Viewed"), N_("The buyer opened the list.")),
    "contacted": (N_("Contacted"), N_("The buyer invited a firm.")),
    "applied": (N_("Applied"), N_("A firm sent an application.")),
    "shortlisted": (N_("Shortlisted"), N_("An application was selected; the standstill runs.")),
    "awarded": (N_("Awarded"), N_("The award became final and a deal opened.")),
    "delivered": (N_("Delivered"), N_("All was delivered and accepted.")),
    "paid": (N_("Paid"), N_("All was paid and the deal completed.")),
    "verified": (N_("Verified"), N_("An officer verified what the deal came to.")),
}
"""A stage's name and what it takes."""
LOSSES: Mapping[str, str] = {
    "under_way": N_("Still under way"),
    "no_match": N_("No firm fits"),
    "not_viewed": N_("The list was not opened"),
    "no_application": N_("Nobody applied"),
    "withdrawn": N_("All applications were withdrawn or lapsed"),
    "none_chosen": N_("No application was chosen"),
    "taken_back": N_("The award was declined or taken back"),
    "cancelled": N_("The buyer cancelled the need"),
    "suspended": N_("The need is suspended"),
    "terminated": N_("The deal ended early"),
}
DIMENSIONS: Mapping[str, str] = {
    "kind": N_("Kind of need"),
    "year": N_("Year of posting"),
    "region": N_("Region of the need"),
    "sector": N_("What is asked for"),
    "size": N_("Size of the supplier"),
    "buyer": N_("Buyer"),
    "supplier": N_("Supplier"),
    "bso": N_("Support organisation"),
}
OCCUPATIONS: Mapping[str, str] = {
    "1": N_("Managers"),
    "2": N_("Professionals"),
    "3": N_("Technicians and associate professionals"),
    "4": N_("Clerical support workers"),
    "5": N_("Service and sales workers"),
    "6": N_("Skilled agricultural, forestry and fishery workers"),
    "7": N_("Craft and related trades workers"),
    "8": N_("Plant and machine operators and assemblers"),
    "9": N_("Elementary occupations"),
    "0": N_("Armed forces occupations"),
}
"""Major groups of ISCO-08."""
STANDARDS: Mapping[str, tuple[str, str]] = {
    "validity": (N_("Validity"), N_("Does it measure what it means to, and can it be true?")),
    "integrity": (N_("Integrity"), N_("Is it guarded against slips and manipulation?")),
    "precision": (N_("Precision"), N_("Is it detailed enough to decide on?")),
    "reliability": (N_("Reliability"), N_("Is it gathered in the same way each time?")),
    "timeliness": (N_("Timeliness"), N_("Does it come while it can still be used?")),
}
"""The five standards of data quality, each with its question (USAID, ADS 201)."""
