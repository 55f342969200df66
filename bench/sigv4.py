"""Signs requests as the AWS SDKs do (Signature Version 4, header form), with the standard library alone."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cache
from urllib.parse import quote

REGION = "us-east-1"
SERVICE = "connect"


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict
    body: str = ""


class Signer:
    """Signs for one host with one key. A signature holds for 15 minutes."""

    def __init__(self, host: str, key_id: str, secret: str):
        self.host = host
        self.key_id = key_id
        self.secret = secret

    def sign(self, method: str, path: str, body: str = "") -> Request:
        """Signs a request; neither the path nor the query string, of one parameter at most, has anything to encode."""
        bare, _, query = path.partition("?")
        time = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        headers = {"Host": self.host, "X-Amz-Date": time}
        if body:
            headers["Content-Type"] = "application/json"
        signed = {name.lower(): value for name, value in sorted(headers.items())}
        canonical = "\n".join(
            [method, quote(bare), query]
            + [f"{name}:{value}" for name, value in signed.items()]
            + ["", ";".join(signed), hashlib.sha256(body.encode()).hexdigest()]
        )
        scope = f"{time[:8]}/{REGION}/{SERVICE}/aws4_request"
        to_sign = f"AWS4-HMAC-SHA256\n{time}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        signature = _hmac(_signing_key(self.secret, scope), to_sign).hex()
        headers["Authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={self.key_id}/{scope}, SignedHeaders={';'.join(signed)}, "
            f"Signature={signature}"
        )
        return Request(method, path, headers, body)


@cache
def _signing_key(secret: str, scope: str) -> bytes:
    key = b"AWS4" + secret.encode()
    for part in scope.split("/"):
        key = _hmac(key, part)
    return key


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
