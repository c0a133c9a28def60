from oscar.apps.basket import apps


class BasketConfig(apps.BasketConfig):
    name = "shop.basket"
    periodic_jobs = [("23 3 * * *", "shop.basket.tasks.drop_old_baskets")]

    def ready(self) -> None:
        super().ready()
        from shop.basket import cookie  # noqa: PLC0415 -- models are ready only now

        cookie.connect()
