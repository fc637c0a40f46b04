// Runs the vendor's Node SDK against a sandbox. The environment names it, as its program prints it.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import stytch from "stytch";

const SECRET = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
const projectId = process.env.STYTCH_PROJECT_ID;
const settings = () => ({
  project_id: projectId,
  secret: process.env.STYTCH_SECRET,
  env: process.env.STYTCH_BASE_URL,
});
const b2b = new stytch.B2BClient(settings());
const consumer = new stytch.Client(settings());
let steps = 0;

/** Returns the current code of an authenticator (RFC 6238). */
function code(secret) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** Runs one step and returns its result. */
async function step(name, call) {
  steps += 1;
  try {
    return await call();
  } catch (error) {
    console.error(`node: step ${steps}, ${name}:`, error);
    process.exit(1);
  }
}

/** Runs one step that must fail with this error type, or with the code of an error of the SDK's own. */
const refused = (name, errorType, call) =>
  step(`${name} is refused`, async () => {
    const failure = await call().then(
      () => assert.fail("not refused"),
      (error) => error,
    );
    const found = failure.error_type ?? failure.error ?? failure.code;
    assert.equal(found, errorType, failure);
  });

/** Checks the results of earlier steps. */
const check = (name, found, expected) => step(name, () => assert.deepEqual(found, expected));

async function organizationsAndMembers() {
  const { organizations } = b2b;
  const acme = (await step("create organization", () => organizations.create({ organization_name: "Acme" })))
    .organization;
  const organization_id = acme.organization_id;
  const duplicate = { organization_name: "Acme", organization_slug: "acme" };
  await refused("duplicate slug", "organization_slug_already_used", () => organizations.create(duplicate));
  const read = await step("get organization", () => organizations.get({ organization_id }));
  await check("organization is read", read.organization.organization_slug, "acme");
  await refused("unknown organization", "organization_not_found", () =>
    organizations.get({ organization_id: "unknown" }),
  );
  const update = { organization_id, organization_name: "Acme 2" };
  const updated = await step("update organization", () => organizations.update(update));
  await check("organization is updated", updated.organization.organization_name, "Acme 2");
  const query = (filter_name, filter_value) => ({ operator: "AND", operands: [{ filter_name, filter_value }] });
  const bySlug = { query: query("organization_slugs", ["acme"]) };
  const found = await step("search organizations", () => organizations.search(bySlug));
  await check("organization is found", found.organizations.map((it) => it.organization_id), [organization_id]);

  const { members } = organizations;
  const create = (email_address) => members.create({ organization_id, email_address });
  const ada = await step("create member", () => create("ada@acme.example"));
  const member_id = ada.member_id;
  await check("member has the default role", ada.member.roles.map((role) => role.role_id), ["stytch_member"]);
  await refused("duplicate email", "duplicate_member_email", () => create("ada@acme.example"));
  const byEmail = { organization_id, email_address: "ada@acme.example" };
  const member = await step("get member", () => members.get(byEmail));
  await check("member is read", member.member_id, member_id);
  await refused("unknown member", "member_not_found", () => members.get({ organization_id, member_id: "unknown" }));
  const promote = { organization_id, member_id, name: "Ada", roles: ["stytch_admin"] };
  await step("update member", () => members.update(promote));
  const byEmails = { organization_ids: [organization_id], query: query("member_emails", ["ada@acme.example"]) };
  const result = await step("search members", () => members.search(byEmails));
  await check("member is found", result.members.map((it) => it.member_id), [member_id]);
  const bob = { organization_id, member_id: (await step("create another member", () => create("bob@acme.example"))).member_id };
  await step("delete member", () => members.delete(bob));
  await step("reactivate member", () => members.reactivate(bob));
  return { ada: { organization_id, member_id }, bob };
}

async function factors(ada, bob) {
  const created = await step("create TOTP", () => b2b.totps.create(bob));
  await step("authenticate TOTP", () => b2b.totps.authenticate({ ...bob, code: code(created.secret) }));
  const migrate = () => b2b.totps.migrate({ ...ada, secret: SECRET, recovery_codes: [] });
  const migrated = await step("migrate TOTP", migrate);
  await check("recovery codes are minted", migrated.recovery_codes.length, 10);
  await refused("second migration", "active_totp_exists", migrate);
  await refused("wrong code", "invalid_totp_code", () => b2b.totps.authenticate({ ...ada, code: "abc" }));
  const { recovery_codes } = await step("get recovery codes", () => b2b.recoveryCodes.get(ada));
  await check("recovery codes are kept", recovery_codes, migrated.recovery_codes);
  const recover = () => b2b.recoveryCodes.recover({ ...ada, recovery_code: recovery_codes[0] });
  await step("recover", recover);
  await refused("used recovery code", "unable_to_authenticate_recovery_code", recover);
  const rotated = await step("rotate recovery codes", () => b2b.recoveryCodes.rotate(ada));
  await check("recovery codes are new", rotated.recovery_codes.includes(recovery_codes[1]), false);
  return step("log in", () => b2b.totps.authenticate({ ...ada, code: code(SECRET) }));
}

async function sessionsAndPermissions(ada, { session_token, session_jwt }) {
  const { sessions } = b2b;
  await step("authenticate session", () => sessions.authenticate({ session_token }));
  await refused("wrong token", "session_not_found", () => sessions.authenticate({ session_token: "wrong" }));
  await step("get key set", () => sessions.getJWKS({ project_id: projectId }));
  const local = await step("authenticate JWT locally", () => sessions.authenticateJwtLocal({ session_jwt }));
  await check("JWT is of the member", local.member_id, ada.member_id);
  const forged = { session_jwt: `${session_jwt.slice(0, -8)}AAAAAAAA` };
  await refused("forged JWT", "jwt_invalid", () => sessions.authenticateJwtLocal(forged));
  const remotely = { session_jwt, max_token_age_seconds: 0 };
  const remote = await step("authenticate JWT remotely", () => sessions.authenticateJwt(remotely));
  await check("JWT is of the session", remote.member_session.member_id, ada.member_id);
  const listed = await step("list sessions", () => sessions.get(ada));
  await check("sessions are listed", listed.member_sessions.length, 2);

  const may = (resource_id, action) => ({
    authorization_check: { organization_id: ada.organization_id, resource_id, action },
  });
  const deletion = may("stytch.organization", "delete");
  await step("admin is authorized", () => sessions.authenticate({ session_token, ...deletion }));
  await step("admin is authorized locally", () => sessions.authenticateJwtLocal({ session_jwt, ...deletion }));
  const unknown = may("file", "read");
  await refused("unknown resource", "session_authorization_error", () =>
    sessions.authenticate({ session_token, ...unknown }),
  );
  await refused("unknown resource, locally", "invalid_permissions", () =>
    sessions.authenticateJwtLocal({ session_jwt, ...unknown }),
  );
  await step("get policy", () => b2b.rbac.policy());
  const permissions = [{ resource_id: "stytch.sso", actions: ["create"] }];
  const org_policy = { roles: [{ role_id: "sso", description: "", permissions }] };
  const { organization_id } = ada;
  await step("set organization policy", () => b2b.rbac.organizations.setOrgPolicy({ organization_id, org_policy }));
  const policy = await step("get organization policy", () => b2b.rbac.organizations.getOrgPolicy({ organization_id }));
  await check("organization policy is kept", policy.org_policy, org_policy);
  await step("revoke session", () => sessions.revoke({ session_token }));
  await refused("revoked session", "session_not_found", () => sessions.authenticate({ session_token }));
}

async function m2m() {
  const { clients } = consumer.m2m;
  const created = await step("create client", () => clients.create({ scopes: ["read:users"] }));
  const { client_id, client_secret } = created.m2m_client;
  const token = (secret) => consumer.m2m.token({ client_id, client_secret: secret });
  const { access_token } = await step("get token", () => token(client_secret));
  const verify = (scope) => consumer.m2m.authenticateToken({ access_token, required_scopes: [scope] });
  const claims = await step("verify token", () => verify("read:users"));
  await check("token is of the client", claims.client_id, client_id);
  await refused("missing scope", "missing_scopes", () => verify("write:users"));
  await refused("wrong secret", "invalid_client", () => token("wrong"));
  await step("get client", () => clients.get({ client_id }));
  await step("update client", () => clients.update({ client_id, client_name: "Billing" }));
  const operands = [{ filter_name: "client_id", filter_value: [client_id] }];
  const found = await step("search clients", () => clients.search({ query: { operator: "AND", operands } }));
  await check("client is found", (found.m2m_clients ?? found.results).map((it) => it.client_id), [client_id]);
  const { m2m_client } = await step("start rotation", () => clients.secrets.rotateStart({ client_id }));
  await step("token of the next secret", () => token(m2m_client.next_client_secret));
  await step("cancel rotation", () => clients.secrets.rotateCancel({ client_id }));
  await refused("canceled secret", "invalid_client", () => token(m2m_client.next_client_secret));
  await step("delete client", () => clients.delete({ client_id }));
  await refused("deleted client", "m2m_client_not_found", () => clients.get({ client_id }));
}

async function users() {
  const create = () => consumer.users.create({ email: "ada@acme.example" });
  const { user_id } = await step("create user", create);
  await refused("duplicate user", "duplicate_email", create);
  await step("get user", () => consumer.users.get({ user_id }));
  await step("update user", () => consumer.users.update({ user_id, external_id: "ada" }));
  const operands = [{ filter_name: "user_id", filter_value: ["ada"] }];
  const found = await step("search users", () => consumer.users.search({ query: { operator: "AND", operands } }));
  await check("user is found", found.results.map((it) => it.user_id), [user_id]);
  const totp = await step("create user's TOTP", () => consumer.totps.create({ user_id }));
  const login = { user_id, totp_code: code(totp.secret), session_duration_minutes: 60 };
  const { session_jwt } = await step("log user in", () => consumer.totps.authenticate(login));
  const local = await step("verify user's JWT", () => consumer.sessions.authenticateJwtLocal({ session_jwt }));
  await check("JWT is of the user", local.user_id, user_id);
  await step("delete user", () => consumer.users.delete({ user_id }));
  await refused("deleted user", "user_not_found", () => consumer.users.get({ user_id }));
}

const { ada, bob } = await organizationsAndMembers();
await sessionsAndPermissions(ada, await factors(ada, bob));
await m2m();
await users();
await step("delete organization", () => b2b.organizations.delete({ organization_id: ada.organization_id }));
console.log(`node: ${steps} steps passed`);
