"""Synchronicle: events, people and places from Thai, Russian and English sources."""
