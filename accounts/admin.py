from django.contrib import admin

from accounts.models import Consent, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["__str__", "email", "phone", "is_active", "is_superuser"]
    search_fields = ["email", "phone", "first_name", "last_name"]
    exclude = ["password"]


@admin.register(Consent)
class ConsentAdmin(admin.ModelAdmin):
    list_display = ["user", "purpose", "text_version", "given_at", "withdrawn_at"]
