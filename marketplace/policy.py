"""Who may do what: one table of action × role × relation, and the two questions asked of it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from marketplace.errors import Forbidden, NotFound, NotSignedIn
from marketplace.i18n import N_

ROLES = ("viewer", "editor", "administrator")
"""Roles in an organisation, each able to do what those before it can."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `organization` is the one acted for; `adviser` the BSO that acts by delegation.

    `kinds` are those of the organisation acted for; `scopes` is None for a person in a browser,
    and for an API token the set that it was given. `staff` marks the platform's administrator.
    `unproven` is set where the role asks for a second factor that was not given.
    """

    user: str | None = None
    organization: str | None = None
    kinds: frozenset[str] = frozenset()
    role: str | None = None
    verified: bool = False
    adviser: str | None = None
    tasks: frozenset[str] = frozenset()
    staff: bool = False
    scopes: frozenset[str] | None = None
    token: str | None = field(default=None, compare=False)
    unproven: bool = field(default=False, compare=False)


ANONYMOUS = Actor()
OPERATOR = Actor(staff=True)
"""Whoever may run commands on the machine; no person of the marketplace."""

# who      anyone · person (signed in) · KIND:ROLE (member of such an organisation, at least in
#          that role; "member" is any kind) · staff (administrator of the platform)
# relation any · own (the actor acts for the organisation that owns the thing) · self (the actor
#          is the person that it belongs to)
# verified the organisation acted for must be verified
# task     the delegation under which an adviser may do it; "-": never by delegation
# scope    what an API token needs
TABLE = """
action                | who                     | relation | verified | task    | scope
public.read           | anyone                  | any      | no       | any     | -
account.enter         | anyone                  | any      | no       | any     | -
account.administer    | staff                   | any      | no       | -       | operate
account.self          | person                  | self     | no       | any     | account
token.manage          | person                  | self     | no       | -       | account
organization.create   | person                  | any      | no       | -       | organizations
organization.claim    | person                  | any      | no       | -       | organizations
organization.read     | anyone                  | any      | no       | any     | -
organization.read_own | member:viewer           | own      | no       | any     | -
organization.update   | member:administrator    | own      | no       | -       | organizations
organization.submit   | member:administrator    | own      | no       | -       | organizations
organization.review   | programme:editor, staff | any      | no       | -       | review
organization.merge    | programme:editor, staff | any      | no       | -       | review
organization.switch   | person                  | any      | no       | any     | -
organization.report   | person                  | any      | no       | any     | organizations
report.decide         | programme:editor, staff | any      | no       | -       | review
membership.ask        | person                  | any      | no       | -       | organizations
membership.leave      | person                  | self     | no       | -       | organizations
membership.manage     | member:administrator    | own      | no       | -       | organizations
membership.read       | member:viewer           | own      | no       | -       | -
delegation.manage     | msme:administrator      | own      | no       | -       | organizations
delegation.read       | member:viewer           | own      | no       | any     | -
file.upload           | member:editor           | own      | no       | any     | files
file.prove            | person                  | self     | no       | any     | organizations
file.read             | anyone                  | any      | no       | any     | -
profile.read          | anyone                  | any      | no       | any     | -
profile.read_own      | member:viewer           | own      | no       | any     | -
profile.update        | member:editor           | own      | no       | profile | profiles
service.read_own      | bso:viewer              | own      | no       | -       | -
service.update        | bso:editor              | own      | no       | -       | services
service.publish       | bso:editor              | own      | yes      | -       | services
need.create           | lead_firm:editor        | own      | no       | -       | needs
need.update           | lead_firm:editor        | own      | no       | -       | needs
need.read_own         | lead_firm:viewer        | own      | no       | -       | -
need.publish          | lead_firm:editor        | own      | yes      | -       | needs
need.close            | lead_firm:editor        | own      | no       | -       | needs
need.invite           | lead_firm:editor        | own      | yes      | -       | needs
need.review           | programme:editor, staff | any      | no       | -       | review
need.answer           | lead_firm:editor        | own      | no       | -       | needs
question.ask          | member:editor           | any      | yes      | apply   | needs
shortlist.read        | lead_firm:viewer        | own      | no       | -       | -
match.read            | msme:viewer, bso:viewer | own      | no       | apply   | -
match.judge           | member:editor           | own      | no       | apply   | matches
application.read_own  | member:viewer           | own      | no       | apply   | -
application.write     | msme:editor, bso:editor | own      | no       | apply   | applications
application.submit    | msme:editor, bso:editor | own      | yes      | apply   | applications
application.read      | lead_firm:viewer        | own      | no       | -       | -
application.list      | member:viewer           | any      | no       | apply   | -
deal.read             | member:viewer, programme:viewer, staff
                      |                         | own      | no       | deal    | -
deal.oversee          | programme:viewer, staff | any      | no       | -       | -
deal.supply           | member:editor           | own      | no       | deal    | deals
deal.accept           | member:editor           | own      | no       | deal    | deals
deal.act              | member:editor           | own      | no       | deal    | deals
outcome.read_own      | member:viewer           | own      | no       | claim   | -
outcome.list          | member:viewer, staff    | any      | no       | claim   | -
outcome.claim         | msme:editor             | own      | yes      | claim   | outcomes
outcome.prove         | member:editor           | own      | no       | claim   | outcomes
outcome.erase         | member:administrator    | own      | no       | -       | outcomes
outcome.read_all      | programme:viewer, staff | any      | no       | -       | -
outcome.enter         | programme:editor        | any      | yes      | -       | verify
outcome.verify        | programme:editor        | any      | yes      | -       | verify
indicator.update      | programme:editor        | any      | yes      | -       | verify
period.move           | programme:editor        | any      | yes      | -       | verify
change.list           | anyone                  | any      | no       | any     | -
standards.export      | programme:viewer, staff | any      | no       | -       | -
home.read             | person                  | any      | no       | any     | -
search.save           | person                  | self     | no       | any     | account
notification.read     | person                  | self     | no       | any     | account
evaluation.read       | lead_firm:viewer        | own      | no       | -       | -
evaluation.manage     | lead_firm:editor        | own      | no       | -       | awards
evaluation.score      | lead_firm:editor        | own      | no       | -       | awards
award.decide          | lead_firm:editor        | own      | yes      | -       | awards
award.read            | member:viewer           | own      | no       | apply   | -
award.decline         | member:editor           | own      | no       | apply   | applications
award.import          | lead_firm:administrator, programme:editor, staff
                      |                         | any      | no       | -       | awards
award.read_own        | member:viewer           | own      | no       | -       | -
audit.read            | member:administrator, programme:viewer, staff
                      |                         | own      | no       | -       | audit
audit.read_all        | programme:viewer, staff | any      | no       | -       | audit
programme.read        | programme:viewer, staff | any      | no       | -       | -
platform.operate      | staff                   | any      | no       | -       | operate
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table."""

    action: str
    who: tuple[str, ...]
    relation: str
    verified: bool
    task: str
    scope: str


def _parse(table: str) -> dict[str, Rule]:
    """Lines to rules; a line without an action goes on with the one above it."""
    text = re.sub(r"\n +\| +", " ", table.strip())
    lines = [line.split("|") for line in text.splitlines()[1:]]
    rules = {}
    for action, who, relation, verified, task, scope in ([c.strip() for c in ln] for ln in lines):
        parties = tuple(party.strip() for party in who.split(","))
        rules[action] = Rule(action, parties, relation, verified == "yes", task, scope)
    return rules


RULES = _parse(TABLE)
SCOPES = tuple(sorted({rule.scope for rule in RULES.values()} - {"-"}))


def may(actor: Actor, action: str, owner: str | Collection[str] | None = None) -> bool:
    """Whether the actor may do this to a thing of this owner (an organisation, or a person).

    Without an owner the answer says whether there can be any thing to which the actor may.
    """
    rule = RULES[action]
    return (
        any(_is(actor, party) for party in rule.who)
        and (actor.verified or not rule.verified)
        and _delegated(actor, rule)
        and _in_scope(actor, rule)
        and (owner is None or _related(actor, rule, owner))
    )


def require(
    actor: Actor,
    action: str,
    owner: str | Collection[str] | None = None,
    *,
    hidden: bool = False,
) -> None:
    """Raise unless the actor may: NotSignedIn for nobody, NotFound where the thing's existence
    is private (`hidden`), Forbidden else."""
    if may(actor, action, owner):
        return
    if actor.user is None:
        raise NotSignedIn()
    if hidden:
        raise NotFound()
    raise Forbidden(why_not(actor, action))


def why_not(actor: Actor, action: str) -> str:
    """A sentence on what the actor lacks."""
    rule = RULES[action]
    if actor.unproven:
        return N_("Your role asks for two-factor sign-in: set it up on your account's page first.")
    if actor.scopes is not None and not _in_scope(actor, rule):
        return f"The token lacks the scope {rule.scope}."
    if rule.verified and not actor.verified:
        return N_("Your organisation must be verified first.")
    if actor.adviser and not _delegated(actor, rule):
        return N_("The delegation does not cover this task.")
    return N_("This needs another role or another organisation.")


def _is(actor: Actor, party: str) -> bool:
    if party == "anyone":
        return True
    if party == "person":
        return actor.user is not None
    if party == "staff":
        return actor.staff
    kind, least = party.split(":")
    if actor.role is None or ROLES.index(actor.role) < ROLES.index(least):
        return False
    return kind == "member" or kind in actor.kinds


def _delegated(actor: Actor, rule: Rule) -> bool:
    return actor.adviser is None or rule.task == "any" or rule.task in actor.tasks


def _in_scope(actor: Actor, rule: Rule) -> bool:
    return actor.scopes is None or rule.scope == "-" or rule.scope in actor.scopes


def _related(actor: Actor, rule: Rule, owner: str | Collection[str]) -> bool:
    owners = {owner} if isinstance(owner, str) else set(owner)
    if rule.relation == "own":
        return actor.organization in owners
    if rule.relation == "self":
        return actor.user in owners
    return True
