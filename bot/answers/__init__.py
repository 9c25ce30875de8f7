"""From an understood message and records of the knowledge base to an ordered reply. Pure: no database, no Rasa."""
