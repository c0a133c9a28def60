"""Grids laid out on pages as office programs do: wrapped, aligned, broken, with rules or none."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog_import.readers.book import Merge
from tests.catalog_import.drawn.files import Grid, printed
from tests.catalog_import.drawn.pdf import Drawing, width_of


@dataclass(frozen=True)
class Look:
    """How a document is printed; lengths in points."""

    width: float = 842
    height: float = 595
    margin: float = 40
    size: float = 10
    #: From line to line, in letter heights
    leading: float = 1.2
    pad_x: float = 5
    pad_y: float = 3
    #: all, horizontal, head (above and below the header, and below the table) or none
    rules: str = "all"
    #: Lines are thin filled boxes
    has_boxes: bool = False
    shades_header: bool = False
    is_middle: bool = False
    header_align: str = "center"
    #: Of the columns in turn: left or center
    aligns: tuple[str, ...] = ("left",)
    #: The table is as wide as the page even if it need not be
    fills_width: bool = True
    repeats_header: bool = True
    #: "Trang {n}", "{n}", "- {n} -", "{n}/{of}" or ""
    page_number: str = ""
    is_number_on_top: bool = False


def typeset(grids: list[Grid], look: Look) -> list[Drawing]:
    paper = _Paper(look)
    for grid in grids:
        paper.titles(grid.above)
        paper.table(grid)
        paper.signatures(grid.below)
    return paper.numbered()


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Lines no wider than that, where words allow it; blanks in a row count as one."""
    lines = []
    for line in text.split("\n"):
        now = ""
        for word in line.split():
            longer = f"{now} {word}" if now else word
            if now and width_of(longer, size) > width + 0.01:
                lines.append(now)
                longer = word
            now = longer
        if now:
            lines.append(now)
    return lines


@dataclass
class _Cell:
    """A printed cell, both ends of its rows and columns inclusive, from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int
    text: str
    lines: list[str]

    def __init__(self, merge: Merge, text: str) -> None:
        self.first_row, self.first_column, self.last_row, self.last_column = merge
        self.text, self.lines = text, []


class _Paper:
    def __init__(self, look: Look) -> None:
        self.look = look
        self.pages: list[Drawing] = []
        self.new_page()

    def new_page(self, least: float = 0) -> None:
        """A page with that much room, even if it has to be a taller one."""
        height = max(self.look.height, least + 2 * self.look.margin)
        self.page = Drawing(self.look.width, height)
        self.pages.append(self.page)
        self.y = self.look.margin

    @property
    def room(self) -> float:
        return self.page.height - self.look.margin - self.y

    def titles(self, texts: list[str]) -> None:
        look, size = self.look, self.look.size + 2
        for text in texts:
            for line in wrapped(text, size, look.width - 2 * look.margin):
                self._line(line, size, look.width / 2)
            self.y += size / 2
        self.y += size / 2

    def signatures(self, texts: list[str]) -> None:
        size = self.look.size
        if self.room < (len(texts) + 1) * size * 2:
            self.new_page()
        self.y += size * 2
        for text in texts:
            self._line(text, size, self.look.width * 0.75)
            self.y += size / 2

    def _line(self, text: str, size: float, center: float) -> None:
        self.page.text(center - width_of(text, size) / 2, self.y, size, text)
        self.y += size * self.look.leading

    def table(self, grid: Grid) -> None:
        table = _Table(grid, self.look)
        first = 0
        while first < len(table.heights):
            head = grid.header_rows if first and self.look.repeats_header else 0
            last = table.last_row(first, self.room - sum(table.heights[:head]))
            least = max(first, min(grid.header_rows, len(table.heights) - 1) if not first else 0)
            if last < least:
                needed = sum(table.heights[:head]) + sum(table.heights[first : least + 1])
                if self.y > self.look.margin or self.room < needed:
                    self.new_page(needed + 1)
                    last = table.last_row(first, self.room - sum(table.heights[:head]))
                last = max(last, least)
            rows = [*range(head), *range(first, last + 1)]
            self.y = table.draw(self.page, self.y, rows)
            first = last + 1
            if first < len(table.heights):
                self.new_page()

    def numbered(self) -> list[Drawing]:
        look = self.look
        for number, page in enumerate(self.pages, start=1):
            text = look.page_number.format(n=number, of=len(self.pages))
            y = look.margin / 2 if look.is_number_on_top else page.height - look.margin / 2
            if text:
                page.text(look.width / 2 - width_of(text, 9) / 2, y - 4, 9, text)
        return self.pages


class _Table:
    def __init__(self, grid: Grid, look: Look) -> None:
        self.grid, self.look = grid, look
        self.width = max(map(len, grid.rows))
        self.cells = list(_cells(grid, self.width))
        room = look.width - 2 * look.margin
        least = self._widths(lambda text: text.split())
        most = self._widths(lambda text: text.split("\n"))
        #: Everything is printed smaller if the longest words leave no other way
        self.scale = min(1.0, room / sum(least))
        self.widths = _shared(least, most, room / self.scale, look.fills_width)
        self.widths = [width * self.scale for width in self.widths]
        start = (look.width - sum(self.widths)) / 2
        self.lefts = [start + sum(self.widths[:n]) for n in range(self.width + 1)]
        self.size, self.pad_x = look.size * self.scale, look.pad_x * self.scale
        self.heights = self._heights()

    def _widths(self, parts) -> list[float]:
        found = [self.look.pad_x * 2 + self.look.size] * self.width
        for cell in self.cells:
            if cell.first_column == cell.last_column:
                widths = [width_of(" ".join(p.split()), self.look.size) for p in parts(cell.text)]
                found[cell.first_column] = max(
                    [found[cell.first_column], *(w + self.look.pad_x * 2 for w in widths)]
                )
        return found

    def _heights(self) -> list[float]:
        heights = [self._tall(1)] * len(self.grid.rows)
        for cell in self.cells:
            room = self.lefts[cell.last_column + 1] - self.lefts[cell.first_column]
            cell.lines = wrapped(cell.text, self.size, room - 2 * self.pad_x)
        for cell in sorted(self.cells, key=lambda cell: cell.last_row - cell.first_row):
            rows = heights[cell.first_row : cell.last_row + 1]
            heights[cell.last_row] += max(0, self._tall(len(cell.lines)) - sum(rows))
        return heights

    def _tall(self, lines: int) -> float:
        return lines * self.size * self.look.leading + 2 * self.look.pad_y

    def last_row(self, first: int, room: float) -> int:
        """The last row that still has room; a cell that goes on has its words before the break."""
        end = first
        while end < len(self.heights) and sum(self.heights[first : end + 1]) <= room:
            end += 1
        while end < len(self.heights) and (split := self._cell_too_small(first, end)):
            end = split.first_row
        return end - 1

    def _cell_too_small(self, first: int, end: int) -> _Cell | None:
        for cell in self.cells:
            if first <= cell.first_row < end <= cell.last_row:
                part = sum(self.heights[cell.first_row : end])
                if part < self._tall(len(cell.lines)):
                    return cell
        return None

    def draw(self, page: Drawing, top: float, rows: list[int]) -> float:
        """Print these rows; returns where they end."""
        tops = [top]
        for row in rows:
            tops.append(tops[-1] + self.heights[row])
        places = {row: place for place, row in enumerate(rows)}
        if self.look.shades_header and rows[0] == 0:
            bottom = tops[min(self.grid.header_rows, len(rows))]
            page.box(self.lefts[0], top, self.lefts[-1], bottom, grey=0.9)
        for cell in self.cells:
            held = [places[r] for r in range(cell.first_row, cell.last_row + 1) if r in places]
            if held:
                box = (
                    self.lefts[cell.first_column], tops[held[0]],
                    self.lefts[cell.last_column + 1], tops[held[-1] + 1],
                )  # fmt: skip
                self._rule(page, box)
                if cell.first_row in places:
                    self._print(page, cell, box)
        if self.look.rules == "head":
            ends = [
                tops[0],
                tops[-1],
                *[tops[min(self.grid.header_rows, len(rows))]] * (rows[0] == 0),
            ]
            for y in ends:
                self._draw_line(page, self.lefts[0], y, self.lefts[-1], y)
        return tops[-1]

    def _rule(self, page: Drawing, box: tuple[float, float, float, float]) -> None:
        x0, y0, x1, y1 = box
        if self.look.rules in ("all", "horizontal"):
            self._draw_line(page, x0, y0, x1, y0)
            self._draw_line(page, x0, y1, x1, y1)
        if self.look.rules == "all":
            self._draw_line(page, x0, y0, x0, y1)
            self._draw_line(page, x1, y0, x1, y1)

    def _draw_line(self, page: Drawing, x0: float, y0: float, x1: float, y1: float) -> None:
        if self.look.has_boxes:
            page.box(x0 - 0.25, y0 - 0.25, x1 + 0.25, y1 + 0.25)
        else:
            page.line(x0, y0, x1, y1)

    def _print(self, page: Drawing, cell: _Cell, box: tuple[float, float, float, float]) -> None:
        look = self.look
        x0, y0, x1, y1 = box
        is_head = cell.first_row < self.grid.header_rows
        align = look.header_align if is_head else look.aligns[cell.first_column % len(look.aligns)]
        line_height = self.size * look.leading
        spare = y1 - y0 - line_height * len(cell.lines)
        y = y0 + (spare / 2 if look.is_middle else look.pad_y) + (line_height - self.size) / 2
        for line in cell.lines:
            spare = x1 - x0 - width_of(line, self.size)
            x = x0 + (spare / 2 if align == "center" else self.pad_x)
            page.text(x, y, self.size, line)
            y += line_height


def _cells(grid: Grid, width: int) -> Iterator[_Cell]:
    starts = {(m.first_row, m.first_column): m for m in grid.merges}
    covered = grid.covered()
    for number, row in enumerate(grid.rows, start=1):
        for column in range(width):
            if (number, column) not in covered:
                merge = starts.get((number, column), Merge(number, column, number, column))
                merge = merge._replace(first_row=number - 1, last_row=merge.last_row - 1)
                cell = row[column] if column < len(row) else None
                yield _Cell(merge, "" if cell is None else printed(cell))


def _shared(least: list[float], most: list[float], room: float, fills: bool) -> list[float]:
    """Widths between what the longest words and the longest lines take."""
    if sum(most) <= room:
        return [width * room / sum(most) for width in most] if fills else most
    wanted = [big - small for small, big in zip(least, most, strict=True)]
    share = (room - sum(least)) / (sum(wanted) or 1)
    return [small + more * share for small, more in zip(least, wanted, strict=True)]
