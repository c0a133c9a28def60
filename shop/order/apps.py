from oscar.apps.order import apps


class OrderConfig(apps.OrderConfig):
    name = "shop.order"
    periodic_jobs = [
        ("41 3 * * *", "shop.order.tasks.forget"),
        ("7 * * * *", "shop.order.deadlines.lapse"),
    ]

    def ready(self) -> None:
        super().ready()
        from accounts.personal_data import (  # noqa: PLC0415 -- models are ready only now
            PersonalData,
            register_personal_data,
        )
        from shop.order.personal_data import (  # noqa: PLC0415 -- the same
            erase_buyer,
            export_purchases,
        )
        from shop.order.register_ties import connect  # noqa: PLC0415 -- the same

        connect()
        register_personal_data("purchases", PersonalData(export_purchases, erase_buyer))
