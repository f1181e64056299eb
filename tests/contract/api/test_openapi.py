"""The OpenAPI document is valid and holds every operation of the public contract."""

from __future__ import annotations

from openapi_spec_validator import validate

from tests.support.world import World

CONTRACT = {
    *("createOrganization", "getProfile", "putProfile", "searchOrganizations", "createNeed"),
    *("updateNeed", "publishNeed", "closeNeed", "getNeed", "searchNeeds", "getShortlist"),
    *("listMyMatches", "askQuestion", "answerQuestion", "getMe", "getOrganization"),
    *("reviewOrganization", "claimOrganization", "inviteToNeed", "cancelNeed", "listChanges"),
    *("createApplication", "submitApplication", "listApplications", "getApplication"),
    *("withdrawApplication", "listDeals", "getDeal", "recordDelivery", "acceptDelivery"),
    *("recordInvoice", "recordPayment", "completeDeal", "scoreApplication", "createAward"),
    *("declineOffer", "claimJobs", "addEvidence", "decideVerification", "getIndicator"),
    *("listIndicators", "lockPeriod"),
}


def test_the_document_is_valid_and_holds_the_contract(world: World) -> None:
    document = world.anonymous().get("/openapi.json").json
    validate(document)
    assert document["openapi"].startswith("3.1")
    ids = [
        operation["operationId"]
        for path in document["paths"].values()
        for operation in path.values()
        if "operationId" in operation
    ]
    assert len(ids) == len(set(ids))
    assert not CONTRACT - set(ids)
