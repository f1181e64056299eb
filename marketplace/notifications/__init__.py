"""Notifications: who is told what, in-app and by mail, by their own choice."""
