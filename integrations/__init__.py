"""Leaves that know protocols, not the domain: mail, files, HTTP, webhooks."""
