"""How much a batch of photos may hold. Past any of these a file is refused, or a picture left out,
before it can hurt.
"""

_MEGA = 1024 * 1024

#: All files of one upload together
UPLOAD_BYTES = 500 * _MEGA
#: One picture, packed or not: telephones stay below 20 MB. It is held three times for a moment
PICTURE_BYTES = 24 * _MEGA
#: Pictures of one batch
PICTURES = 2_000
#: Of a zip: entries of its directory, bytes of that directory, and what the entries claim to hold
ENTRIES = 10_000
DIRECTORY_BYTES = 8 * _MEGA
UNPACKED_BYTES = 2_000 * _MEGA
#: Of a workbook: a part that is parsed whole, and a sheet that is only looked through
PART_BYTES = 8 * _MEGA
SHEET_BYTES = 40 * _MEGA

#: Pixels of a JPEG before it is made smaller: telephones of today make 50 million. It is made
#: smaller while it is decoded, unless it is progressive; other kinds lie in memory whole, and some
#: decoders keep a second copy
PIXELS = 60_000_000
PROGRESSIVE_PIXELS = 24_000_000
OTHER_PIXELS = 16_000_000
COPIED_PIXELS = 8_000_000
#: Shortest side; what is smaller is a logo or a button
LEAST_SIDE = 160
#: Longest side of what is kept, and of the small one beside it
MOST_SIDE = 1_600
SMALL_SIDE = 240

#: Of the process that opens the pictures: address space in bytes, seconds for one picture
PROCESS_MEMORY = 448 * _MEGA
PICTURE_SECONDS = 30
