"""What a cell says: stars, dates, decisions, names, statuses, amounts.

Every grammar takes a raw cell and gives what it read and what it has to say about it. None reads
the database or the clock, none raises for anything a cell may hold.
"""
