"""Pages of the shop: product pages now; basket, checkout and orders join them."""

from django.urls import URLPattern

app_name = "shop"
urlpatterns: list[URLPattern] = []
