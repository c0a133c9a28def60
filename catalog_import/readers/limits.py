"""How much a file may hold. Past any of these it is refused before it can hurt."""

FILE_BYTES = 45 * 1024 * 1024
#: Sum of what the parts of a zip unpack to, by its directory (zipfile holds a part to its word)
UNPACKED_BYTES = 100 * 1024 * 1024
ZIP_PARTS = 2_000
ZIP_DIRECTORY_BYTES = 1024 * 1024
#: One tag or text of an XML part, and a part that is read whole (sheets never are)
PIECE_BYTES = 4 * 1024 * 1024
PART_BYTES = 24 * 1024 * 1024
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
CELLS = 400_000
#: Empty ones counted too, which a sheet may have for their looks
STYLED_CELLS = 5_000_000
LETTERS = 20_000_000
#: Of one cell; what is longer is cut and said. Of the name of a sheet
CELL_LETTERS = 5_000
SHEET_NAME_LETTERS = 90
#: Of one line of a delimited file
LINE_LETTERS = 1_000_000
#: Of the process that reads a file: bytes it may take, the file itself counted twice (it lies in
#: the process that asks too), seconds of processor and of the clock
PROCESS_MEMORY = 128 * 1024 * 1024
PROCESS_SECONDS = 60
PROCESS_WALL_SECONDS = 180
