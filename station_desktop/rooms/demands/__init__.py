"""Demands from outside: 12345 work orders and posts of the subdistrict app, seen to here."""
