"""Custom actions, one in each file. They hold no text: all of it comes from the knowledge base."""
