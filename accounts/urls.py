"""Account pages under /tai-khoan/."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("dang-nhap/", views.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", views.SignOut.as_view(), name="sign_out"),
    path("dang-ky/", views.SignUp.as_view(), name="sign_up"),
    path("xac-nhan/<str:token>/", views.ConfirmEmail.as_view(), name="confirm_email"),
    path("doi-mat-khau/", views.ChangePassword.as_view(), name="password_change"),
    path("quen-mat-khau/", views.PasswordReset.as_view(), name="password_reset"),
    path("quen-mat-khau/da-gui/", views.PasswordResetSent.as_view(), name="password_reset_sent"),
    path("quen-mat-khau/hoi-trung-tam/", views.AskCentre.as_view(), name="ask_centre"),
    path("mat-khau-moi/<uidb64>/<token>/", views.NewPassword.as_view(), name="new_password"),
    path("du-lieu-cua-toi/", views.MyData.as_view(), name="my_data"),
    path("du-lieu-cua-toi/tai-ve/", views.Export.as_view(), name="export"),
]
