"""For settings: tables made from the models at once, not by migrations one after another."""


class FromModels(dict[str, None]):
    """A MIGRATION_MODULES in which no app has any."""

    def __contains__(self, app: object) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None
