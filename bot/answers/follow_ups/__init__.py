"""Which topic a message is about after an answer: learned from labelled conversations, see docs/decisions/0017."""
