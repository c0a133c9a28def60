"""The operator's view of the register, for looking and for people; facts are changed by services.

Places, groups, standings and certificates are read only here: a plain save derives no star's days
and tells no other room.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ocop.models import (
    Centre,
    CentreMember,
    Certificate,
    CraftVillage,
    Place,
    PlanTarget,
    ProductGroup,
    ProgrammePlan,
    RegisteredProduct,
    SalesPoint,
    Standing,
    Subject,
    SubjectClaim,
    SubjectMember,
)


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Place)
class PlaceAdmin(ReadOnlyAdmin):
    list_display = ["full_name", "scheme", "code", "kind", "province"]
    list_filter = ["scheme", "kind"]
    list_select_related = ["province"]
    search_fields = ["name", "fold_key", "code"]


@admin.register(ProductGroup)
class ProductGroupAdmin(ReadOnlyAdmin):
    list_display = ["name", "scheme", "code", "policy_class"]
    list_filter = ["scheme", "policy_class"]
    search_fields = ["name", "code"]


@admin.register(Subject)
class SubjectAdmin(ReadOnlyAdmin):
    list_display = ["name", "kind", "province_now", "phone"]
    list_filter = ["kind", "is_women_led"]
    list_select_related = ["province_now"]
    search_fields = ["name", "slug", "phone", "tax_code"]


@admin.register(RegisteredProduct)
class RegisteredProductAdmin(ReadOnlyAdmin):
    list_display = ["name", "subject", "province_now", "last_status", "is_public"]
    list_filter = ["last_status", "is_public"]
    list_select_related = ["subject", "province_now"]
    search_fields = ["name", "product_code", "subject__name"]


@admin.register(Standing)
class StandingAdmin(ReadOnlyAdmin):
    list_display = ["product", "status", "stars", "as_of", "decision_no"]
    list_filter = ["status"]
    list_select_related = ["product"]
    search_fields = ["product__name", "decision_no", "source"]


@admin.register(Certificate)
class CertificateAdmin(ReadOnlyAdmin):
    list_display = ["product", "stars", "evidence", "decision_no", "valid_from", "valid_until"]
    list_filter = ["stars", "evidence", "level"]
    list_select_related = ["product"]
    search_fields = ["product__name", "decision_no"]


@admin.register(Centre)
class CentreAdmin(admin.ModelAdmin):
    search_fields = ["name"]
    autocomplete_fields = ["provinces"]


@admin.register(CentreMember)
class CentreMemberAdmin(admin.ModelAdmin):
    search_fields = ["centre__name", "user__email", "user__phone"]
    autocomplete_fields = ["centre", "user"]


@admin.register(SubjectMember)
class SubjectMemberAdmin(admin.ModelAdmin):
    search_fields = ["subject__name", "user__email", "user__phone"]
    autocomplete_fields = ["subject", "user"]


@admin.register(SubjectClaim)
class SubjectClaimAdmin(ReadOnlyAdmin):
    list_display = ["subject", "user", "state", "created_at"]
    list_filter = ["state"]
    list_select_related = ["subject", "user"]
    search_fields = ["subject__name", "user__email", "user__phone"]


@admin.register(CraftVillage, SalesPoint)
class NamedPlaceAdmin(admin.ModelAdmin):
    search_fields = ["name"]
    autocomplete_fields = ["place"]


class PlanTargetInline(admin.TabularInline):
    model = PlanTarget
    extra = 0


@admin.register(ProgrammePlan)
class ProgrammePlanAdmin(admin.ModelAdmin):
    search_fields = ["code", "document_no"]
    autocomplete_fields = ["place"]
    inlines = [PlanTargetInline]
