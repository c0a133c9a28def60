"""/kenh-ban/: the sellers' area."""

from django.urls import path
from django.views.generic import RedirectView

from shop.seller import views

app_name = "seller"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="seller:overview"), name="home"),
    path("tong-quan/", views.overview, name="overview"),
    path("chu-the/", views.choose, name="choose"),
    path("san-pham/", views.listings, name="listings"),
    path("san-pham/<int:pk>/chao-ban/", views.first_offer, name="first_offer"),
    path("san-pham/<int:pk>/tam-dung/", views.pause, name="pause"),
    path("san-pham/<int:pk>/mua-vu/", views.season, name="season"),
    path("quy-cach/<int:pk>/gia/", views.price, name="price"),
    path("quy-cach/<int:pk>/ton-kho/", views.stock, name="stock"),
    path("don-hang/", views.orders, name="orders"),
    path("don-hang/<number:number>/", views.order, name="order"),
    path("don-hang/<number:number>/buoc/", views.step, name="step"),
]
