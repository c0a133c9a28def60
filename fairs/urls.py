"""Fairs for everybody, and a seller's own booths inside the sellers' area."""

from django.urls import path

from fairs.views import public, seller

app_name = "fairs"
urlpatterns = [
    path("hoi-cho/", public.index, name="index"),
    path("hoi-cho/lich.ics", public.all_calendars, name="calendars"),
    path("hoi-cho/<slug:slug>/", public.lobby, name="lobby"),
    path("hoi-cho/<slug:slug>/lich.ics", public.fair_calendar, name="calendar"),
    path("hoi-cho/<slug:slug>/gian/<slug:booth>/", public.booth, name="booth"),
    path("kenh-ban/hoi-cho/", seller.booths, name="own_booths"),
    path("kenh-ban/hoi-cho/<int:pk>/", seller.booth, name="own_booth"),
    path("kenh-ban/hoi-cho/<int:pk>/gioi-thieu/", seller.introduce, name="introduce"),
    path("kenh-ban/hoi-cho/<int:pk>/bay/", seller.pin, name="pin"),
    path("kenh-ban/hoi-cho/san-pham/<int:pk>/gia/", seller.price, name="price"),
    path("kenh-ban/hoi-cho/san-pham/<int:pk>/cat/", seller.unpin, name="unpin"),
]
