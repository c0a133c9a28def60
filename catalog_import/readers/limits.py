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
#: Of all sheets together
CELLS = 1_500_000
LETTERS = 40_000_000
#: Of the process that reads a file: address space in bytes, seconds of processor and of the clock
PROCESS_MEMORY = 448 * 1024 * 1024
PROCESS_SECONDS = 60
PROCESS_WALL_SECONDS = 180
