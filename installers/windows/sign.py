"""Signs programs for Windows, where there is a certificate to sign them with.

    python installers/windows/sign.py dist/station-desktop/*.exe

``STATION_SIGN_CERTIFICATE`` is the certificate with its key (PFX, in Base64), its password is
``STATION_SIGN_PASSWORD``; ``STATION_SIGN_TIMESTAMP`` names another time stamping service. Without a
certificate nothing is signed, and that is said.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

_KITS = Path("C:/Program Files (x86)/Windows Kits/10/bin")
_TIMESTAMP = "http://timestamp.digicert.com"


def sign(files: list[str], environment: Mapping[str, str]) -> str:
    """Sign ``files`` and return what was done, in a sentence. Ends with a sentence when there is a
    certificate but no ``signtool``, or when that refuses."""
    certificate = environment.get("STATION_SIGN_CERTIFICATE", "")
    if not certificate:
        return f"No certificate is given, so this is not signed: {', '.join(files)}"
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder, "certificate.pfx")
        key.write_bytes(base64.b64decode(certificate))
        command = [_signtool(), "sign", "/q", "/fd", "sha256", "/td", "sha256"]
        command += ["/tr", environment.get("STATION_SIGN_TIMESTAMP") or _TIMESTAMP]
        command += ["/f", str(key), "/p", environment.get("STATION_SIGN_PASSWORD", "")]
        if subprocess.run([*command, *files], check=False).returncode:
            raise SystemExit(f"signtool did not sign: {', '.join(files)}")
    return f"Signed: {', '.join(files)}"


def _signtool() -> str:
    newest = sorted(_KITS.glob("10.*/x64/signtool.exe"), reverse=True)
    found = shutil.which("signtool") or next((str(path) for path in newest), None)
    if found is None:
        raise SystemExit("There is a certificate, but signtool (Windows SDK) is not installed.")
    return found


if __name__ == "__main__":
    print(sign(sys.argv[1:], os.environ))
