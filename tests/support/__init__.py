"""What tests share: a world to act in, people to act, a clock to set."""
