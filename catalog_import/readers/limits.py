"""How much a file may hold. Past any of these it is refused before it can hurt."""

FILE_BYTES = 45 * 1024 * 1024
#: Sum of what the parts of a zip unpack to, by its directory (zipfile holds a part to its word)
UNPACKED_BYTES = 100 * 1024 * 1024
ZIP_PARTS = 2_000
ROWS = 100_000
COLUMNS = 256
SHEETS = 100
MERGES = 100_000
#: Empty rows between two values; more is a stray cell at the end of the world
GAP_ROWS = 20_000
#: Of a PDF
PAGES = 500
PAGE_LETTERS = 50_000
