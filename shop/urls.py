"""Pages of the shop: product pages now; basket, checkout and orders join them."""

from django.urls import re_path

from shop.catalogue import views

app_name = "shop"
urlpatterns = [
    re_path(r"^san-pham/(?P<slug>[a-z0-9-]+)-(?P<pk>[0-9]{1,18})/$", views.product, name="product"),
]
