"""Where a request comes from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

FORWARDING_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


def client_address(request: HttpRequest) -> str:
    """The visitor's address. Behind CHOPHIEN_PROXIES proxies, the one the outermost of them saw;
    without them a forwarding header is the visitor's own claim and counts for nothing.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    if not settings.CHOPHIEN_PROXIES:
        return direct
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return chain[-settings.CHOPHIEN_PROXIES] if len(chain) >= settings.CHOPHIEN_PROXIES else direct


def is_loopback(request: HttpRequest) -> bool:
    """True only for somebody at this machine who also called the site by a loopback name."""
    if any(header in request.META for header in FORWARDING_HEADERS):
        return False
    host, _port = split_domain_port(request.META.get("HTTP_HOST", ""))
    return _is_loopback_name(host) and _is_loopback_name(request.META.get("REMOTE_ADDR", ""))


def _is_loopback_name(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
