"""Journeys through the widget in a real browser, against the running bot."""
