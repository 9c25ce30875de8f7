"""Learns what the answers decide by examples: the topic of a follow-up, and whether a message is declined."""
