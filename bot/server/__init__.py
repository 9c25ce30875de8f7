"""Rasa as we run it: its known faults contained, its stores and texts replaced by ours."""
