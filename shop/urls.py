"""Pages of the shop: products, basket, checkout, orders."""

from django.urls import path, re_path

from shop.addresses import views as addresses
from shop.basket import views as basket
from shop.catalogue import feeds
from shop.catalogue import views as catalogue
from shop.checkout import views as checkout
from shop.order import views as order

app_name = "shop"
urlpatterns = [
    path("san-pham/moi.xml", feeds.newest, name="newest_feed"),
    re_path(
        r"^san-pham/(?P<slug>[a-z0-9-]+)-(?P<pk>[0-9]{1,18})/$", catalogue.product, name="product"
    ),
    path("gio-hang/", basket.basket, name="basket"),
    path("gio-hang/them/", basket.add, name="basket_add"),
    path("gio-hang/dong/<int:line_id>/", basket.change, name="basket_change"),
    path("dat-hang/nhan-hang/", checkout.recipient, name="checkout_recipient"),
    path("dat-hang/dia-chi/", checkout.address, name="checkout_address"),
    path("dat-hang/van-chuyen/", checkout.delivery, name="checkout_delivery"),
    path("dat-hang/thanh-toan/", checkout.payment, name="checkout_payment"),
    path("dat-hang/kiem-tra/", checkout.check, name="checkout_check"),
    path("dat-hang/cam-on/<number:number>/", order.thanks, name="thanks"),
    path("dat-hang/cam-on/<number:number>/tai-khoan/", order.open_account, name="open_account"),
    path("don-hang/tra-cuu/", order.look_up, name="look_up"),
    path("don-hang/<number:number>/", order.tracking, name="order"),
    path("don-hang/<number:number>/huy/<number:order_number>/", order.cancel, name="order_cancel"),
    path(
        "don-hang/<number:number>/da-nhan/<number:order_number>/",
        order.received,
        name="order_received",
    ),
    path("tai-khoan/don-hang/", order.my_purchases, name="my_purchases"),
    path("tai-khoan/dia-chi/", addresses.addresses, name="addresses"),
    path("tai-khoan/dia-chi/them/", addresses.add, name="address_add"),
    path("tai-khoan/dia-chi/<int:pk>/", addresses.change, name="address_change"),
    path("tai-khoan/dia-chi/<int:pk>/xoa/", addresses.delete, name="address_delete"),
    path("tai-khoan/dia-chi/<int:pk>/mac-dinh/", addresses.default, name="address_default"),
]
