"""How days are typed here, in either language: the day first, or as ISO has it; never the month.

Django knows no Vietnamese way and takes the American one, which turns 5 December into 12 May.
"""

#: The first is what fields are filled with: what browsers' own pickers send and take
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
DATETIME_INPUT_FORMATS = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d/%m/%Y %H:%M",
    "%H:%M %d/%m/%Y",
    "%d-%m-%Y %H:%M",
    "%d.%m.%Y %H:%M",
    "%Y-%m-%d",
    "%d/%m/%Y",
]
