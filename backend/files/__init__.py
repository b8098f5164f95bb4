"""What people upload, made harmless: known by its content, made anew, in a process of its own.

Knows no case and no database. ``apart.clean`` is the way in; the rest runs in the child.
"""
