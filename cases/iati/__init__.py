"""IATI 2.03, the standard in which aid is published: activities read and written.

Knows nothing of the database. What is written here is public for ever: nobody puts people, cases
or testimony into an activity, and the dataclasses have no place for them.
"""
