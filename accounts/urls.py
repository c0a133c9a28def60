"""Account pages under /tai-khoan/."""

from django.urls import path

from accounts.views import passwords, person, sign_in

app_name = "accounts"
urlpatterns = [
    path("", person.Home.as_view(), name="home"),
    path("dang-nhap/", sign_in.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", sign_in.SignOut.as_view(), name="sign_out"),
    path("dang-ky/", sign_in.SignUp.as_view(), name="sign_up"),
    path("xac-nhan/<str:token>/", sign_in.ConfirmEmail.as_view(), name="confirm_email"),
    path("doi-mat-khau/", passwords.ChangePassword.as_view(), name="password_change"),
    path("quen-mat-khau/", passwords.PasswordReset.as_view(), name="password_reset"),
    path("quen-mat-khau/da-gui/", passwords.ResetSent.as_view(), name="password_reset_sent"),
    path("quen-mat-khau/hoi-trung-tam/", passwords.AskCentre.as_view(), name="ask_centre"),
    path("mat-khau-moi/<uidb64>/<token>/", passwords.NewPassword.as_view(), name="new_password"),
    path("du-lieu-cua-toi/", person.MyData.as_view(), name="my_data"),
    path("du-lieu-cua-toi/tai-ve/", person.Export.as_view(), name="export"),
]
