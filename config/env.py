"""The one place that reads the environment. Every value is documented in ``.env.example``."""

import os
import secrets
from pathlib import Path

from environs import Env

ROOT = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(str(ROOT / ".env"), recurse=False)

#: The one directory everything the site writes goes to.
VAR = Path(env.str("CHOPHIEN_VAR", str(ROOT / "var"))).resolve()


def secret_key() -> str:
    """SECRET_KEY from the environment, else one made once under VAR, readable by its owner only."""
    if given := env.str("SECRET_KEY", ""):
        return given
    path = VAR / "secret-key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        made = VAR / f"secret-key.{os.getpid()}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50), "utf-8")
        try:
            path.hardlink_to(made)  # atomic: of two first starts one wins, both read its key
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)
    return path.read_text("utf-8").strip()
