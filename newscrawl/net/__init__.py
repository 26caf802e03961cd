"""Addresses we may connect to."""
