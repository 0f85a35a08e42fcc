"""A home in which tokens are kept, one in an encrypted file and one in the keychain, and a session for that keychain.

The keychain is gnome-keyring on a bus of its own: nobody's own is touched, and both are gone afterwards.
"""

import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import tokens
from contenders import CannotMeasure


@contextmanager
def home(mcp_token):
    """The variables with which `get file` and `get keychain` hand out what is kept."""
    with tempfile.TemporaryDirectory() as folder:
        runtime = Path(folder) / "run"
        runtime.mkdir(mode=0o700)
        env = {"HOME": folder, "XDG_RUNTIME_DIR": str(runtime), "PATH": os.environ["PATH"]}
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
            # Returns when its `login` collection is open; it ends with the bus.
            call(["gnome-keyring-daemon", "--unlock", "--components=secrets"], env, "pass")
            with_secret = {**env, "JWT_SECRET": tokens.SECRET}
            for store in ["file", "keychain"]:
                profile = ["profile", "set", store, "--store", store, "--secret-from", "env:JWT_SECRET", "--sub", store]
                call([mcp_token, *profile], with_secret)
                made = call([mcp_token, "get", store], with_secret)
                # Without the secret: it can only be the kept one.
                if call([mcp_token, "get", store], env) != made:
                    raise CannotMeasure(f"the token in the {store} was not kept")
            yield env
        finally:
            bus.terminate()
            bus.wait()


def call(argv, env, text=""):
    ended = subprocess.run([str(word) for word in argv], env=env, input=text, capture_output=True, text=True)
    if ended.returncode != 0:
        raise CannotMeasure(f"{argv[:4]} ended with {ended.returncode}: {ended.stderr[-500:]}")
    return ended.stdout
