"""The event kernel: catalogue, outbox, relay, delivery, and the two buses behind one port."""
