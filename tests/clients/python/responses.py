"""Calls every method of the vendor's Python SDK, whose models validate the responses.

Arguments are made up from the types of the parameters, for a new Organization, Member and User each. A sandbox that
refuses a call is fine, because its errors are validated too.
"""

import enum
import inspect
import os
import types
import typing

import pydantic
import stytch
from stytch.core.response_base import StytchError

PROJECT_ID = os.environ["STYTCH_PROJECT_ID"]
SETTINGS = {
    "project_id": PROJECT_ID,
    "secret": os.environ["STYTCH_SECRET"],
    "environment": os.environ["STYTCH_BASE_URL"].rstrip("/") + "/",
    "suppress_warnings": True,
}
b2b = stytch.B2BClient(**SETTINGS)
consumer = stytch.Client(**SETTINGS)

# `fraud` has a fixed URL. The methods verify tokens locally or close the client.
SKIPPED = {"fraud", "close", "authenticate_jwt", "authenticate_jwt_local", "authenticate_token"}
SKIPPED |= {"introspect_access_token_local", "get_policy"}


def methods(owner, path):
    """Yields the paths and methods of a client and its resources."""
    for name, value in sorted(vars(owner).items()):
        if not name.startswith("_") and name not in SKIPPED and type(value).__module__.startswith("stytch."):
            if ".api." in type(value).__module__:
                yield from methods(value, f"{path}.{name}")
    for name, method in inspect.getmembers(owner, inspect.ismethod):
        if not name.startswith("_") and not name.endswith("_async") and name not in SKIPPED:
            yield f"{path}.{name}", method


def ids(count):
    """Returns the IDs of a new Organization, Member and User."""
    organization_id = b2b.organizations.create(f"Acme {count}").organization.organization_id
    member_id = b2b.organizations.members.create(organization_id, f"ada{count}@acme.example").member_id
    user_id = consumer.users.create(email=f"ada{count}@acme.example").user_id
    known = {"organization_id": organization_id, "member_id": member_id, "user_id": user_id}
    return known | {"project_id": PROJECT_ID}


def argument(name, hint, known):
    """Returns a value of a type."""
    if name in known:
        return known[name]
    choices = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return argument(name, choices[0], known)
    if origin is list:
        return [argument(name, choices[0], known)]
    if inspect.isclass(hint) and issubclass(hint, enum.Enum):
        return next(iter(hint))
    if inspect.isclass(hint) and issubclass(hint, pydantic.BaseModel):
        hints = typing.get_type_hints(hint)
        required = [field for field, info in hint.model_fields.items() if info.is_required()]
        return hint(**{field: argument(field, hints[field], known) for field in required})
    if hint is str:
        return "ada@new.example" if "email" in name else "https://acme.example"
    return {bool: True, int: 60, float: 1.0}.get(hint, {})


def call(method, known):
    """Calls a method with its required parameters."""
    hints = typing.get_type_hints(method)
    parameters = inspect.signature(method).parameters.items()
    required = [name for name, it in parameters if it.default is inspect.Parameter.empty]
    return method(**{name: argument(name, hints[name], known) for name in required})


accepted = refused = failed = 0
for client, product in [(b2b, "b2b"), (consumer, "consumer")]:
    for path, method in methods(client, product):
        known = ids(accepted + refused + failed)
        try:
            call(method, known)
            accepted += 1
        except StytchError as error:
            refused += 1
            if os.environ.get("STYTCH_VERBOSE"):
                print(f"python: {path}: {error.details.error_type}: {error.details.error_message}")
        except Exception as error:
            failed += 1
            print(f"python: {path}: {error!r}")
print(f"python: {accepted} calls accepted, {refused} refused, {failed} failed")
if failed or not accepted:
    raise SystemExit("python: the sandbox returns invalid responses")
