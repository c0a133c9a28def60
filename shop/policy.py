"""What may be sold how. Checkout and pages read the class, never the group (domain.md §5.3)."""

from ocop.enums import PolicyClass
from ocop.models import RegisteredProduct
from ocop.spelling import tokens

#: Never offered at a price: Law on Pharmacy keeps medicines off general platforms
NEVER_SOLD = frozenset({PolicyClass.MEDICINE})
#: Shown, perhaps with a price, but only to ask for: not a parcel
ENQUIRY_ONLY = frozenset({PolicyClass.MEDICINE, PolicyClass.LIVE, PolicyClass.SERVICE})
#: Not online for cash (Law 44/2019/QH14), and there is no other way to pay yet
NEEDS_CASHLESS = frozenset({PolicyClass.ALCOHOL})

#: First words that mean alcohol wherever a registry names only the group "Đồ uống"
_ALCOHOL_WORDS = frozenset({"rươu5", "bia"})


def default_policy_class(product: RegisteredProduct) -> str:
    """The class a listing starts with: its criteria set's, else its group's.

    A registry often names only "Đồ uống". Alcohol must not slip through as an ordinary parcel
    (Law 44/2019/QH14), so there the product's own first word decides.
    """
    group = product.group
    if group is None:
        return PolicyClass.PARCEL
    current = group.current or group
    if current.parent_id is None and current.code == "II":
        first = tokens(product.name)[:1]
        if first and first[0][0] in _ALCOHOL_WORDS:
            return PolicyClass.ALCOHOL
    return current.policy_class
