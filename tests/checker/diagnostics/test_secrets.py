"""Secrets are known by the shapes that their issuers document, and by nothing else.

No text here looks like a secret by itself: each is put together when the test runs.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.diagnostics.secrets import HIDDEN, KINDS, found, masked

ROOT = Path(__file__).parents[3]
LETTERS = "aB3dE5gH7jK9mN1pQ2sT4vW6xY8zA0cD" * 8


def _web_token() -> str:
    parts = ({"alg": "HS256", "typ": "JWT"}, {"sub": "somebody", "iat": 1516239022})
    encoded = [base64.urlsafe_b64encode(json.dumps(one).encode()).decode() for one in parts]
    return ".".join([*(one.rstrip("=") for one in encoded), LETTERS[:43]])


def _pem(kind: str) -> str:
    return f"-----BEGIN {kind}-----\n{LETTERS[:64]}\n{LETTERS[:20]}==\n-----END {kind}-----"


SECRETS = [
    ("an AWS access key id", "AKIA" + "Q3E5GH7JKLMNPQ2S"),
    ("an AWS access key id", "ASIA" + "Q3E5GH7JKLMNPQ2S"),
    ("an AWS secret access key", "aws_secret_access_key = " + LETTERS[:40]),
    ("an AWS secret access key", '"SecretAccessKey": "' + LETTERS[:40] + '"'),
    ("a GitHub token", "ghp_" + LETTERS[:36]),
    ("a GitHub token", "ghs_" + LETTERS[:36]),
    ("a GitHub token", "github_pat_" + LETTERS[:22] + "_" + LETTERS[:59]),
    ("a GitLab token", "glpat-" + LETTERS[:20]),
    ("a private key", _pem("RSA PRIVATE KEY")),
    ("a private key", _pem("PRIVATE KEY")),
    ("a private key", _pem("OPENSSH PRIVATE KEY")),
    ("a private key", "-----BEGIN PGP PRIVATE KEY BLOCK" + "-----"),
    ("a Slack token", "xoxb-" + "123456789012-123456789012-" + LETTERS[:24]),
    ("a Slack token", "xapp-" + "1-A012345-123456789012-" + LETTERS[:32]),
    ("the address of a Slack webhook",
     "https://hooks.slack.com/services/" + "T0123ABCD/B0123ABCD/" + LETTERS[:24]),
    ("a Google API key", "AIza" + LETTERS[:35]),
    ("a JSON Web Token", _web_token()),
    ("an Anthropic API key", "sk-ant-" + "api03-" + LETTERS[:40]),
    ("an OpenAI API key", "sk-proj-" + LETTERS[:48]),
    ("an OpenAI API key", "sk-" + LETTERS[:20] + "T3BlbkFJ" + LETTERS[:20]),
    ("a Stripe key", "sk_live_" + LETTERS[:24]),
    ("a Stripe key", "rk_live_" + LETTERS[:24]),
    ("a Hugging Face token", "hf_" + LETTERS[:34]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "secret"), SECRETS)
@pytest.mark.parametrize("around", ["{}", "key: {}\n", '{{"key": "{}"}}', "-H 'x: {}'", "({})."])
def test_a_secret_is_known_wherever_it_stands(kind: str, secret: str, around: str) -> None:
    """By kind and offset; nothing of it is left where it is hidden."""
    text = around.format(secret)

    assert list(found(text.encode())) == [(kind, found_at(text, secret, kind))]
    assert masked(text).count(HIDDEN) == 1
    assert LETTERS[:12] not in masked(text)
    assert list(found(masked(text).encode())) == []


def found_at(text: str, secret: str, kind: str) -> int:
    """Where the shape begins: of some, within what was written around it."""
    start = text.index(secret)
    if kind == "an AWS secret access key":
        return text.lower().index("secret", start)
    if kind == "the address of a Slack webhook":
        return text.index("hooks.slack", start)
    return start


def test_a_private_key_in_json_is_hidden_to_its_end() -> None:
    """There its lines are parted by escapes."""
    text = json.dumps({"key": _pem("EC PRIVATE KEY")})

    assert masked(text) == json.dumps({"key": HIDDEN})


def test_every_kind_has_an_example() -> None:
    """A shape that nothing shows to fit may fit nothing."""
    assert {kind for kind, _ in SECRETS} == {kind.name for kind in KINDS}


@pytest.mark.parametrize(
    "text",
    [
        "ghp_ is how such tokens begin",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "risk-assessment task-proj-" + LETTERS[:40],
        "v1:" + hashlib.sha256(b"x").hexdigest(),
        base64.b64encode(bytes(range(256)) * 40).decode(),
        "-----BEGIN CERTIFICATE-----\n" + LETTERS,
        "-----BEGIN PUBLIC KEY-----",
        "half_" + LETTERS[:34],
        "aws_secret_access_key: kept in the vault",
        "xoxb-short",
        "x" * 5000 + "AIza",
    ],
)
def test_what_only_looks_alike_is_none(text: str) -> None:
    """Digests, encoded bytes, prefixes alone, and the examples of the issuers."""
    assert list(found(text.encode())) == []
    assert masked(text) == text


@given(st.binary(max_size=4000))
def test_encoded_bytes_are_no_secret(data: bytes) -> None:
    """Whatever they are: artifacts are named and kept in such forms."""
    for text in (base64.b64encode(data), base64.urlsafe_b64encode(data), data.hex().encode()):
        assert list(found(text)) == []


@pytest.mark.parametrize("folder", ["examples", "controls", "rsp", "checker", "docs"])
def test_nothing_that_is_shipped_looks_like_a_secret(folder: str) -> None:
    """No false alarm on thousands of real records, and no secret."""
    files = [one for one in (ROOT / folder).rglob("*") if one.is_file()]

    assert files
    assert [one for one in files if "__pycache__" not in one.parts and _any(one)] == []


def _any(file: Path) -> bool:
    return any(True for _ in found(file.read_bytes()))
