"""Asks a knowledge base on the network what the entities of finished tables may be; only where a user says so."""
