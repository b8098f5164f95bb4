"""The door: signing in and its second factor, and showing again who one is."""
