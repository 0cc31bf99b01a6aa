"""How the collector names itself."""

from importlib.metadata import PackageNotFoundError, version

PRODUCT = "framing-monitor"
"""The product token: the name under which a robots.txt can address us (RFC 9309, 2.2.1)."""


def user_agent(contact: str) -> str:
    """The User-Agent header: product, version and contact, in ASCII."""
    try:
        number = version(PRODUCT)
    except PackageNotFoundError:  # run from a folder without installing
        number = "0"
    return f"{PRODUCT}/{number} (+{contact})".encode("ascii", "replace").decode("ascii")
