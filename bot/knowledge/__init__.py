"""The knowledge base: checked content in, plain frozen records out."""
