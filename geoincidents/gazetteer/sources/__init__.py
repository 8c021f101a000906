"""PLACES OF OTHERS IN: tables, dumps and boundaries that a user adds, each kept whole or not.

`adding.py` reads them, one importer a file; `store.py` keeps them.
"""
