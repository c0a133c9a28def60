def site_identity(request):
    return {}
