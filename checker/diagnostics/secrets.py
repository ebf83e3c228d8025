"""What looks like a password, key or token, by the shapes that their issuers document.

Found by a fixed mark first, which costs next to nothing, and only then by its whole shape. Digests
and encoded bytes have no such mark. Nothing here keeps or repeats what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

HIDDEN = "[hidden: looks like a secret]"


class Kind(NamedTuple):
    """One kind of secret."""

    name: str
    """With its article: `a GitHub token`."""
    marks: tuple[bytes, ...]
    """Bytes without which it cannot be there."""
    shape: re.Pattern[bytes]


def _kind(name: str, marks: str, shape: str) -> Kind:
    return Kind(name, tuple(one.encode() for one in marks.split()), re.compile(shape.encode()))


KINDS = (
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
    # Their documentation ends its examples in EXAMPLE.
    _kind(
        "an AWS access key id",
        "AKIA ASIA",
        r"(?<![A-Za-z0-9/+=])(?:AKIA|ASIA)(?![A-Z0-9]{9}EXAMPLE)[A-Z0-9]{16}(?![A-Za-z0-9/+=])",
    ),
    # https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
    _kind(
        "an AWS secret access key",
        "ecret_access_key ecretAccessKey SECRET_ACCESS_KEY",
        r"(?i:secret_?access_?key)[^A-Za-z0-9/+]{1,9}[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])",
    ),
    # https://docs.github.com/authentication (About authentication: token formats)
    _kind(
        "a GitHub token",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
        r"(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9_]{36,251}|github_pat_[A-Za-z0-9_]{60,251})",
    ),
    # https://docs.gitlab.com/security/tokens/
    _kind("a GitLab token", "glpat-", r"(?<![A-Za-z0-9_-])glpat-[A-Za-z0-9_.-]{20,300}"),
    # RFC 7468, section 10, and RFC 9580, section 6.2
    _kind(
        "a private key",
        "PRIVATE",
        r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
        r"(?:(?:\\[nr]|[A-Za-z0-9+/=:,. \r\n-]){0,9000}?-----END [A-Z0-9 ]{1,60}-----)?",
    ),
    # https://docs.slack.dev/authentication/tokens
    _kind(
        "a Slack token",
        "xox xapp-",
        r"(?<![A-Za-z0-9_-])(?:xox[abeoprs]|xoxe\.xox[bp]|xapp)-[A-Za-z0-9-]{16,300}",
    ),
    # https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
    _kind(
        "the address of a Slack webhook",
        "hooks.slack.com/services/",
        r"hooks\.slack\.com/services/T[A-Z0-9]{6,14}/B[A-Z0-9]{6,14}/[A-Za-z0-9]{18,40}",
    ),
    # https://cloud.google.com/docs/authentication/api-keys
    _kind(
        "a Google API key", "AIza", r"(?<![A-Za-z0-9_/+-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_/+=-])"
    ),
    # RFC 7519, section 3: three parts, of which two are objects of JSON
    _kind(
        "a JSON Web Token",
        ".eyJ",
        r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{16,}",
    ),
    # https://docs.anthropic.com/en/api/admin-api
    _kind(
        "an Anthropic API key", "sk-ant-", r"(?<![A-Za-z0-9_-])sk-ant-[a-z0-9]{3,12}-[\w-]{20,200}"
    ),
    # https://platform.openai.com/docs/api-reference/authentication
    _kind(
        "an OpenAI API key",
        "sk-proj- sk-svcacct- sk-admin- T3BlbkFJ",
        r"(?<![A-Za-z0-9_-])sk-(?:(?:proj|svcacct|admin)-[\w-]{20,300}"
        r"|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})",
    ),
    # https://docs.stripe.com/keys
    _kind(
        "a Stripe key",
        "k_live_ k_test_ whsec_",
        r"(?<![A-Za-z0-9_])(?:[sr]k_(?:live|test)_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9]{24,80})",
    ),
    # https://huggingface.co/docs/hub/security-tokens
    _kind("a Hugging Face token", "hf_", r"(?<![A-Za-z0-9_])hf_[A-Za-z0-9]{34,40}(?![A-Za-z0-9_])"),
)
"""Each cites where its issuer, or its standard, says what it looks like."""


def found(text: bytes) -> Iterator[tuple[str, int]]:
    """The kind of each secret in a text, and the offset at which it begins."""
    for kind in KINDS:
        if any(mark in text for mark in kind.marks):
            for match in kind.shape.finditer(text):
                yield kind.name, match.start()


def masked(text: str) -> str:
    """The text without what looks like a secret."""
    data = text.encode("utf-8", "surrogateescape")
    hidden = data
    for kind in KINDS:
        if any(mark in hidden for mark in kind.marks):
            hidden = kind.shape.sub(HIDDEN.encode(), hidden)
    return text if hidden is data else hidden.decode("utf-8", "surrogateescape")
