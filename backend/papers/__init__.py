"""Papers to hand over: one content, set as PDF, as a text to work on and as a spreadsheet.

The same content gives the same bytes but for the day on which it was made: nothing here reads
the clock, the place or chance.
"""
