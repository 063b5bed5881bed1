"""What holds for all tests."""

from __future__ import annotations


def pytest_make_parametrize_id(config: object, val: object, argname: str) -> str | None:
    """Files in parameters are not part of a test's name: zip files hold the time of day, and all
    processes that run the tests have to agree on the names."""
    return argname if isinstance(val, bytes) else None
