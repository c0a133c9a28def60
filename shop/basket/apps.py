from oscar.apps.basket import apps


class BasketConfig(apps.BasketConfig):
    name = "shop.basket"

    def ready(self) -> None:
        super().ready()
        from shop.basket import cookie  # noqa: PLC0415 -- models are ready only now

        cookie.connect()
