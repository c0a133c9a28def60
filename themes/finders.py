"""Static files of the themes: ``themes/<slug>/…``, and the stylesheet each theme is joined into."""

from pathlib import Path

from django.contrib.staticfiles import utils
from django.contrib.staticfiles.finders import BaseFinder
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_join

from themes.registry import Theme, themes
from themes.stylesheets import built


class ThemeFinder(BaseFinder):
    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        found = self._find(path)
        if found is None:
            return []
        return [found] if find_all else found

    def list(self, ignore_patterns):
        for theme in themes().values():
            if theme.static.is_dir():
                storage = _storage(theme.static, theme)
                for path in utils.get_files(storage, ignore_patterns or []):
                    yield path, storage
            yield "site.css", _storage(built(theme).parent, theme)

    def _find(self, path: str) -> str | None:
        room, _, rest = path.partition("/")
        slug, _, name = rest.partition("/")
        theme = themes().get(slug)
        if room != "themes" or theme is None or not name:
            return None
        if path == theme.stylesheet:
            return str(built(theme))
        try:
            file = Path(safe_join(theme.static, name))
        except SuspiciousFileOperation:
            return None
        return str(file) if file.is_file() else None


def _storage(location: Path, theme: Theme) -> FileSystemStorage:
    storage = FileSystemStorage(location=location)
    storage.prefix = f"themes/{theme.slug}"  # type: ignore[attr-defined]
    return storage
