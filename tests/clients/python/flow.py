"""Runs the vendor's Python SDK against a sandbox. The environment names it, as its program prints it."""

import base64
import hashlib
import hmac
import os
import struct
import time

import stytch
from stytch.b2b.models.organizations import SearchQuery, SearchQueryOperator
from stytch.b2b.models.rbac import OrgPolicy, PolicyRole, PolicyRolePermission
from stytch.b2b.models.sessions import AuthorizationCheck
from stytch.consumer.models import m2m as m2m_models
from stytch.consumer.models import users as user_models
from stytch.core.response_base import StytchError

SECRET = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS"
PROJECT_ID = os.environ["STYTCH_PROJECT_ID"]
SETTINGS = {
    "project_id": PROJECT_ID,
    "secret": os.environ["STYTCH_SECRET"],
    "environment": os.environ["STYTCH_BASE_URL"].rstrip("/") + "/",
    "suppress_warnings": True,
}
b2b = stytch.B2BClient(**SETTINGS)
consumer = stytch.Client(**SETTINGS)
steps = 0


def code(secret):
    """Returns the current code of an authenticator (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def step(name, call):
    """Runs one step and returns its result."""
    global steps
    steps += 1
    try:
        return call()
    except Exception as error:
        raise SystemExit(f"python: step {steps}, {name}: {error!r}") from error


def refused(name, error_type, call):
    """Runs one step that must fail with this error type."""

    def attempt():
        try:
            response = call()
        except StytchError as error:
            assert error.details.error_type == error_type, error.details
            return
        raise AssertionError(f"not refused: {response}")

    step(f"{name} is refused", attempt)


def check(name, condition):
    """Checks the results of earlier steps."""

    def attempt():
        assert condition, "unexpected result"

    step(name, attempt)


def organizations_and_members():
    organizations = b2b.organizations
    acme = step("create organization", lambda: organizations.create(organization_name="Acme")).organization
    acme_id = acme.organization_id
    refused("duplicate slug", "organization_slug_already_used", lambda: organizations.create("Acme", "acme"))
    read = step("get organization", lambda: organizations.get(acme_id))
    check("organization is read", read.organization.organization_slug == "acme")
    refused("unknown organization", "organization_not_found", lambda: organizations.get("unknown"))
    updated = step("update organization", lambda: organizations.update(acme_id, organization_name="Acme 2"))
    check("organization is updated", updated.organization.organization_name == "Acme 2")
    query = SearchQuery(
        operator=SearchQueryOperator.AND,
        operands=[{"filter_name": "organization_slugs", "filter_value": ["acme"]}],
    )
    found = step("search organizations", lambda: organizations.search(query=query))
    check("organization is found", [it.organization_id for it in found.organizations] == [acme_id])

    members = organizations.members
    ada = step("create member", lambda: members.create(acme_id, "ada@acme.example", name="Ada"))
    ada_id = ada.member_id
    check("member has the default role", [role.role_id for role in ada.member.roles] == ["stytch_member"])
    refused("duplicate email", "duplicate_member_email", lambda: members.create(acme_id, "ada@acme.example"))
    read = step("get member", lambda: members.get(acme_id, email_address="ada@acme.example"))
    check("member is read", read.member.name == "Ada")
    refused("unknown member", "member_not_found", lambda: members.get(acme_id, member_id="unknown"))
    step("update member", lambda: members.update(acme_id, ada_id, name="Ada L.", roles=["stytch_admin"]))
    query = SearchQuery(
        operator=SearchQueryOperator.AND,
        operands=[{"filter_name": "member_emails", "filter_value": ["ada@acme.example"]}],
    )
    found = step("search members", lambda: members.search([acme_id], query=query))
    check("member is found", [it.member_id for it in found.members] == [ada_id])
    bob_id = step("create another member", lambda: members.create(acme_id, "bob@acme.example")).member_id
    step("delete member", lambda: members.delete(acme_id, bob_id))
    step("reactivate member", lambda: members.reactivate(acme_id, bob_id))
    return acme_id, ada_id, bob_id


def factors(acme_id, ada_id, bob_id):
    created = step("create TOTP", lambda: b2b.totps.create(acme_id, bob_id))
    step("authenticate TOTP", lambda: b2b.totps.authenticate(acme_id, bob_id, code(created.secret)))
    migrated = step("migrate TOTP", lambda: b2b.totps.migrate(acme_id, ada_id, SECRET, []))
    check("recovery codes are minted", len(migrated.recovery_codes) == 10)
    refused(
        "second migration",
        "active_totp_exists",
        lambda: b2b.totps.migrate(acme_id, ada_id, SECRET, []),
    )
    refused("wrong code", "invalid_totp_code", lambda: b2b.totps.authenticate(acme_id, ada_id, "abc"))
    codes = step("get recovery codes", lambda: b2b.recovery_codes.get(acme_id, ada_id)).recovery_codes
    check("recovery codes are kept", codes == migrated.recovery_codes)
    step("recover", lambda: b2b.recovery_codes.recover(acme_id, ada_id, codes[0]))
    refused(
        "used recovery code",
        "unable_to_authenticate_recovery_code",
        lambda: b2b.recovery_codes.recover(acme_id, ada_id, codes[0]),
    )
    rotated = step("rotate recovery codes", lambda: b2b.recovery_codes.rotate(acme_id, ada_id))
    check("recovery codes are new", codes[1] not in rotated.recovery_codes)
    return step("log in", lambda: b2b.totps.authenticate(acme_id, ada_id, code(SECRET)))


def sessions_and_permissions(acme_id, ada_id, login):
    sessions = b2b.sessions
    token, jwt = login.session_token, login.session_jwt
    step("authenticate session", lambda: sessions.authenticate(session_token=token))
    refused("wrong token", "session_not_found", lambda: sessions.authenticate(session_token="wrong"))
    step("get key set", lambda: sessions.get_jwks(PROJECT_ID))
    local = step("authenticate JWT locally", lambda: sessions.authenticate_jwt_local(jwt))
    check("JWT is of the member", local is not None and local.member_id == ada_id)
    check("forged JWT is refused", sessions.authenticate_jwt_local(jwt[:-8] + "AAAAAAAA") is None)
    remote = step("authenticate JWT remotely", lambda: sessions.authenticate_jwt(jwt, max_token_age_seconds=0))
    check("JWT is of the session", remote.member_session.member_id == ada_id)
    listed = step("list sessions", lambda: sessions.get(acme_id, ada_id))
    check("sessions are listed", len(listed.member_sessions) == 2)

    may = lambda resource, action: AuthorizationCheck(
        organization_id=acme_id, resource_id=resource, action=action
    )
    delete = may("stytch.organization", "delete")
    step("admin is authorized", lambda: sessions.authenticate(session_token=token, authorization_check=delete))
    step("admin is authorized locally", lambda: sessions.authenticate_jwt_local(jwt, authorization_check=delete))
    refused(
        "unknown resource",
        "session_authorization_error",
        lambda: sessions.authenticate(session_token=token, authorization_check=may("file", "read")),
    )
    step("get policy", lambda: b2b.rbac.policy())
    permission = PolicyRolePermission(resource_id="stytch.sso", actions=["create"])
    role = PolicyRole(role_id="sso", description="", permissions=[permission])
    policy = OrgPolicy(roles=[role])
    organizations = b2b.rbac.organizations
    step("set organization policy", lambda: organizations.set_org_policy(acme_id, policy))
    read = step("get organization policy", lambda: organizations.get_org_policy(acme_id))
    check("organization policy is kept", read.org_policy.roles[0].role_id == "sso")
    step("revoke session", lambda: sessions.revoke(session_token=token))
    refused("revoked session", "session_not_found", lambda: sessions.authenticate(session_token=token))


def m2m():
    clients = consumer.m2m.clients
    client = step("create client", lambda: clients.create(scopes=["read:users"])).m2m_client
    client_id, secret = client.client_id, client.client_secret
    token = step("get token", lambda: consumer.m2m.token(client_id, secret)).access_token
    claims = step("verify token", lambda: consumer.m2m.authenticate_token(token, ["read:users"]))
    check("token is of the client", claims.client_id == client_id)
    check("scope is missing", consumer.m2m.authenticate_token(token, ["write:users"]) is None)
    refused("wrong secret", "invalid_client", lambda: consumer.m2m.token(client_id, "wrong"))
    step("get client", lambda: clients.get(client_id))
    step("update client", lambda: clients.update(client_id, client_name="Billing"))
    query = m2m_models.M2MSearchQuery(
        operator=m2m_models.M2MSearchQueryOperator.AND,
        operands=[{"filter_name": "client_id", "filter_value": [client_id]}],
    )
    found = step("search clients", lambda: clients.search(query=query))
    check("client is found", [it.client_id for it in found.m2m_clients] == [client_id])
    started = step("start rotation", lambda: clients.secrets.rotate_start(client_id)).m2m_client
    step("token of the next secret", lambda: consumer.m2m.token(client_id, started.next_client_secret))
    step("cancel rotation", lambda: clients.secrets.rotate_cancel(client_id))
    refused("canceled secret", "invalid_client", lambda: consumer.m2m.token(client_id, started.next_client_secret))
    step("delete client", lambda: clients.delete(client_id))
    refused("deleted client", "m2m_client_not_found", lambda: clients.get(client_id))


def users():
    ada_id = step("create user", lambda: consumer.users.create(email="ada@acme.example")).user_id
    refused("duplicate user", "duplicate_email", lambda: consumer.users.create(email="ada@acme.example"))
    step("get user", lambda: consumer.users.get(ada_id))
    step("update user", lambda: consumer.users.update(ada_id, external_id="ada"))
    query = user_models.SearchUsersQuery(
        operator=user_models.SearchUsersQueryOperator.AND,
        operands=[{"filter_name": "user_id", "filter_value": ["ada"]}],
    )
    found = step("search users", lambda: consumer.users.search(query=query))
    check("user is found", [it.user_id for it in found.results] == [ada_id])
    totp = step("create user's TOTP", lambda: consumer.totps.create(ada_id))
    login = step("log user in", lambda: consumer.totps.authenticate(ada_id, code(totp.secret), session_duration_minutes=60))
    local = step("verify user's JWT", lambda: consumer.sessions.authenticate_jwt_local(login.session_jwt))
    check("JWT is of the user", local is not None and local.user_id == ada_id)
    step("delete user", lambda: consumer.users.delete(ada_id))
    refused("deleted user", "user_not_found", lambda: consumer.users.get(ada_id))


acme_id, ada_id, bob_id = organizations_and_members()
login = factors(acme_id, ada_id, bob_id)
sessions_and_permissions(acme_id, ada_id, login)
m2m()
users()
step("delete organization", lambda: b2b.organizations.delete(acme_id))
print(f"python: {steps} steps passed")
