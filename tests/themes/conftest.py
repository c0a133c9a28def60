"""Themes made on the spot, beside the ones that ship."""

import pytest

from themes import colours, registry


def _forget():
    registry.forget()
    colours.tokens.cache_clear()


@pytest.fixture
def make_theme(tmp_path, monkeypatch):
    """``make_theme("a", {"templates/x.html": "…"}, extends="base")`` → the folder."""
    shipped = list(registry.theme_folders())
    made = []
    monkeypatch.setattr(registry, "theme_folders", lambda: iter([*shipped, *made]))

    def make(slug, files=None, **said):
        folder = tmp_path / slug
        folder.mkdir()
        said = {
            "name": slug.title(), "slug": slug, "version": "1", "author": "A", "licence": "MIT"
        } | said  # fmt: skip
        (folder / "theme.toml").write_text(
            "".join(f'{key} = "{value}"\n' for key, value in said.items()), "utf-8"
        )
        for name, text in (files or {}).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        made.append(folder)
        _forget()
        return folder

    yield make
    monkeypatch.undo()
    _forget()
