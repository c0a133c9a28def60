"""Uploaded pictures, served by the site itself while it stands on one machine.

With object storage (AWS_STORAGE_BUCKET_NAME) or a web server in front, this view sees no traffic.
Only folders of public pictures are served: documents have their own view with permissions, and
what an import keeps is nobody's business.
"""

import mimetypes
from email.utils import formatdate
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils._os import safe_join
from django.utils.http import parse_http_date_safe
from django.views.decorators.http import require_safe

PUBLIC_FOLDERS = ("images", "original_images")
#: A file never changes under its name, but it may be taken down: a day, not a year
CACHE_CONTROL = "public, max-age=86400"
#: An uploaded SVG opened by itself must not run its scripts in the name of the site
CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    file = _public_file(path)
    if file is None:
        raise Http404(path)
    modified = int(file.stat().st_mtime)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    response: HttpResponseBase
    if since is not None and since >= modified:
        response = HttpResponseNotModified()
    elif request.method == "HEAD":
        response = HttpResponse(headers={"Content-Length": str(file.stat().st_size)})
    else:
        response = FileResponse(file.open("rb"))
    kind, _encoding = mimetypes.guess_type(file.name)
    is_picture = bool(kind and kind.startswith("image/"))
    response.headers["Content-Type"] = kind if kind and is_picture else "application/octet-stream"
    response.headers["Content-Disposition"] = "inline" if is_picture else "attachment"
    response.headers["Last-Modified"] = formatdate(modified, usegmt=True)
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response


def _public_file(path: str) -> Path | None:
    if path.split("/", 1)[0] not in PUBLIC_FOLDERS or any(
        part.startswith(".") for part in path.split("/")
    ):
        return None
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path)).resolve()
    except (SuspiciousFileOperation, ValueError):
        return None
    folder = Path(settings.MEDIA_ROOT, path.split("/", 1)[0]).resolve()
    return file if file.is_relative_to(folder) and file.is_file() else None
