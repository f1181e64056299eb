"""A whole deployment for a test: its parts, its clock, and ways to act in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from events import due
from events.inprocess import InProcessBus
from events.registry import register
from events.relay import relay_once
from marketplace.accounts.models import ApiToken, User
from marketplace.organizations.models import Identifier, Membership, Organization
from marketplace.organizations.snapshots import record_organization
from marketplace.policy import SCOPES
from marketplace.secrets import new_secret
from marketplace.wiring import Runtime
from tests.support.clock import FixedClock


class World:
    """What a test needs to set a scene; `deliver()` lets every event have its effects."""

    def __init__(self, runtime: Runtime, clock: FixedClock, app: Flask | None = None) -> None:
        self.runtime = runtime
        self.clock = clock
        self.sessions = runtime.sessions
        self.app = app or runtime.app()
        self.app.testing = True
        self._count = 0

    def new_id(self) -> str:
        with self.sessions.read() as session:
            identifier: str = session.info["ids"].new()
        return identifier

    def organization(
        self,
        *kinds: str,
        state: str = "verified",
        name: str = "",
        region: str = "Skopje",
        municipality: str | None = None,
    ) -> str:
        """A new organisation; returns its id."""
        self._count += 1
        row = Organization(
            id=self.new_id(),
            name=name or f"Firm {self._count} DOO",
            names={},
            kinds=list(kinds),
            state=state,
            country="MK",
            municipality=municipality,
            region=region,
            created_at=self.clock.now(),
            revision=1,
            identifiers=[
                Identifier(id=self.new_id(), scheme="EMBS", value=f"{6_000_000 + self._count}")
            ],
        )
        return self._add(row)

    def tell(self, organization: str) -> None:
        """Record the organisation's snapshot, which `organization` leaves out."""
        with self.sessions.write() as session:
            row = session.get_one(Organization, organization)
            record_organization(session, row, "organization.verified")

    def person(self, organization: str | None = None, role: str = "editor", **more: Any) -> str:
        """A new person, member of the organisation if one is given; returns the id."""
        self._count += 1
        address = f"person{self._count}@example.com"
        fields = {"staff": False, "language": "en", "email": address} | more
        fields.setdefault("name", f"Person {self._count}")
        fields.setdefault("confirmed_at", self.clock.now())
        person = self._add(
            User(
                id=self.new_id(),
                created_at=self.clock.now(),
                revision=1,
                **fields,
            )
        )
        if organization:
            self.join(person, organization, role)
        return person

    def join(self, person: str, organization: str, role: str = "editor") -> None:
        """Make the person a member."""
        self._add(
            Membership(
                id=self.new_id(),
                organization_id=organization,
                user_id=person,
                role=role,
                state="member",
                created_at=self.clock.now(),
            )
        )

    def token(
        self, person: str, organization: str | None = None, scopes: tuple[str, ...] = SCOPES
    ) -> str:
        """An API token of the person acting for the organisation."""
        secret, hashed = new_secret()
        self._add(
            ApiToken(
                id=self.new_id(),
                user_id=person,
                organization_id=organization,
                name="test",
                secret_hash=hashed,
                scopes=list(scopes),
                created_at=self.clock.now(),
                expires_at=self.clock.now() + timedelta(days=3650),
            )
        )
        return secret

    def api(self, kind: str = "", role: str = "editor", **more: Any) -> Api:
        """A client of a new person in a new organisation of the kind (none: an outsider)."""
        organization = self.organization(kind, **more) if kind else None
        person = self.person(organization, role)
        return self.api_of(person, organization)

    def api_of(self, person: str, organization: str | None) -> Api:
        """A client of this person acting for this organisation."""
        return Api(self.app.test_client(), self.token(person, organization), organization, person)

    def anonymous(self) -> Api:
        """A client without a token."""
        return Api(self.app.test_client(), None, None, None)

    def deliver(self, rounds: int = 50) -> None:
        """Relay, deliver and fire timers until nothing is left to do; without a broker."""
        bus = self.runtime.bus
        if not isinstance(bus, InProcessBus):
            bus = InProcessBus(self.sessions)
        for consumer in self.runtime.consumers.values():
            register(self.sessions, consumer)
        for _ in range(rounds):
            moved = relay_once(self.sessions, bus)
            moved += sum(bus.step(consumer) for consumer in self.runtime.consumers.values())
            moved += due.sweep(self.sessions, self.runtime.fires)
            if not moved:
                return
        raise AssertionError("events still move after many rounds")

    def look(self, question: Callable[[Session], Any]) -> Any:
        """What the question finds in the database."""
        with self.sessions.read() as session:
            return question(session)

    def add(self, row: Any) -> str:
        """Enter any row that has an `id`; returns it."""
        return self._add(row)

    def _add(self, row: Any) -> str:
        with self.sessions.write() as session:
            session.add(row)
        identifier: str = row.id
        return identifier


class Api:
    """JSON requests under /api/v1 with a token."""

    def __init__(
        self,
        client: FlaskClient,
        token: str | None,
        organization: str | None,
        person: str | None,
    ) -> None:
        self._client = client
        self.token = token
        self.organization = organization
        self.person = person

    def request(self, method: str, path: str, json: Any = None, **headers: str) -> Any:
        """One request; header names are given with underscores, e.g. If_Match."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        return self._client.open(f"/api/v1{path}", method=method, json=json, headers=sent)

    def get(self, path: str, **headers: str) -> Any:
        return self.request("GET", path, **headers)

    def post(self, path: str, json: Any = None, **headers: str) -> Any:
        return self.request("POST", path, json, **headers)

    def put(self, path: str, json: Any = None, **headers: str) -> Any:
        return self.request("PUT", path, json, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.request("DELETE", path, **headers)

    def upload(self, path: str, content: bytes, name: str = "file.pdf", **headers: str) -> Any:
        """Send one file as the part `file` of a form."""
        sent = {header.replace("_", "-"): value for header, value in headers.items()}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        file = FileStorage(io.BytesIO(content), name)
        boundary, body = encode_multipart({"file": file})
        kind = f"multipart/form-data; boundary={boundary}"
        return self._client.post(f"/api/v1{path}", data=body, content_type=kind, headers=sent)
