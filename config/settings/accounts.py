"""Who signs in."""

from config.env import env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.IdentifierBackend"]
AUTH_PASSWORD_VALIDATORS = [
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in (
            "UserAttributeSimilarityValidator",
            "MinimumLengthValidator",
            "CommonPasswordValidator",
            "NumericPasswordValidator",
        )
    ),
    {"NAME": "accounts.validators.UnpublishedPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "/"

#: The password of every demo account. It is printed on the screen, so it opens nothing for anybody
#: who is not at this machine: see accounts/backends.py.
DEMO_PASSWORD = "cho-phien-demo"
LOOPBACK_ONLY_PASSWORDS = [DEMO_PASSWORD]
#: How many reverse proxies stand in front; the visitor's address is read from X-Forwarded-For
#: only when some do.
CHOPHIEN_PROXIES = env.int("CHOPHIEN_PROXIES", 0)
