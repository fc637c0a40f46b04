//! Organizations, Members, factors, sessions and RBAC.

use serde_json::json;
use stytch::b2b::{
    client::Client,
    organizations::{self, SearchQuery, SearchQueryOperator},
    organizations_members as members,
    rbac::{OrgPolicy, PolicyRequest, PolicyRole, PolicyRolePermission},
    rbac_organizations::{GetOrgPolicyRequest, SetOrgPolicyRequest},
    recovery_codes,
    sessions::{self, AuthorizationCheck},
    totps,
};

use crate::steps::{SECRET, check, code, refused, step};

/// A Member: the IDs of its Organization and its own.
struct Person {
    organization_id: String,
    member_id: String,
}

pub async fn run(client: &Client, project_id: &str) {
    let organization_id = organizations(client).await;
    let (ada, bob) = members(client, &organization_id).await;
    let login = factors(client, &ada, &bob).await;
    sessions(client, &ada, &login, project_id).await;
    permissions(client, &ada, &login.session_token).await;
    let delete = organizations::DeleteRequest { organization_id };
    step("delete organization", client.organizations.delete(delete)).await;
}

async fn organizations(client: &Client) -> String {
    let organizations = &client.organizations;
    let create = |slug: Option<&str>| organizations::CreateRequest {
        organization_name: "Acme".to_owned(),
        organization_slug: slug.map(str::to_owned),
        ..Default::default()
    };
    let created = step("create organization", organizations.create(create(None))).await;
    let organization_id = created.organization.organization_id;
    let duplicate = organizations.create(create(Some("acme")));
    refused("duplicate slug", "organization_slug_already_used", duplicate).await;

    let get = |id: &str| organizations::GetRequest { organization_id: id.to_owned() };
    let read = step("get organization", organizations.get(get(&organization_id))).await;
    check("organization is read", read.organization.organization_slug.as_str(), "acme");
    let unknown = organizations.get(get("unknown"));
    refused("unknown organization", "organization_not_found", unknown).await;

    let update = organizations::UpdateRequest {
        organization_id: organization_id.clone(),
        organization_name: Some("Acme 2".to_owned()),
        ..Default::default()
    };
    let updated = step("update organization", organizations.update(update)).await;
    check("organization is updated", updated.organization.organization_name.as_str(), "Acme 2");
    let search = organizations::SearchRequest {
        query: Some(query("organization_slugs", "acme")),
        ..Default::default()
    };
    let found = step("search organizations", organizations.search(search)).await.organizations;
    let found: Vec<_> = found.iter().map(|it| &it.organization_id).collect();
    check("organization is found", found, vec![&organization_id]);
    organization_id
}

async fn members(client: &Client, organization_id: &str) -> (Person, Person) {
    let members = &client.organizations.members;
    let person = |member_id| Person { organization_id: organization_id.to_owned(), member_id };
    let create = |email: &str| {
        members.create(members::CreateRequest {
            organization_id: organization_id.to_owned(),
            email_address: email.to_owned(),
            ..Default::default()
        })
    };
    let created = step("create member", create("ada@acme.example")).await;
    let roles: Vec<_> = created.member.roles.iter().map(|role| role.role_id.as_str()).collect();
    check("member has the default role", roles, vec!["stytch_member"]);
    refused("duplicate email", "duplicate_member_email", create("ada@acme.example")).await;
    let ada = person(created.member_id);

    let by_email = members::GetRequest {
        organization_id: organization_id.to_owned(),
        email_address: Some("ada@acme.example".to_owned()),
        ..Default::default()
    };
    let read = step("get member", members.get(by_email)).await;
    check("member is read", &read.member_id, &ada.member_id);
    let unknown = members::GetRequest {
        organization_id: organization_id.to_owned(),
        member_id: Some("unknown".to_owned()),
        ..Default::default()
    };
    refused("unknown member", "member_not_found", members.get(unknown)).await;

    let update = members::UpdateRequest {
        organization_id: organization_id.to_owned(),
        member_id: ada.member_id.clone(),
        name: Some("Ada".to_owned()),
        roles: Some(vec!["stytch_admin".to_owned()]),
        ..Default::default()
    };
    let updated = step("update member", members.update(update)).await;
    check("member is updated", updated.member.name.as_str(), "Ada");
    let search = members::SearchRequest {
        organization_ids: vec![organization_id.to_owned()],
        query: Some(query("member_emails", "ada@acme.example")),
        ..Default::default()
    };
    let found = step("search members", members.search(search)).await.members;
    let found: Vec<_> = found.iter().map(|it| &it.member_id).collect();
    check("member is found", found, vec![&ada.member_id]);

    let bob = person(step("create another member", create("bob@acme.example")).await.member_id);
    let Person { organization_id, member_id } = &bob;
    let delete = members::DeleteRequest {
        organization_id: organization_id.clone(),
        member_id: member_id.clone(),
    };
    step("delete member", members.delete(delete)).await;
    let reactivate = members::ReactivateRequest {
        organization_id: organization_id.clone(),
        member_id: member_id.clone(),
    };
    step("reactivate member", members.reactivate(reactivate)).await;
    (ada, bob)
}

async fn factors(client: &Client, ada: &Person, bob: &Person) -> totps::AuthenticateResponse {
    let totps = &client.totps;
    let create = totps::CreateRequest {
        organization_id: bob.organization_id.clone(),
        member_id: bob.member_id.clone(),
        ..Default::default()
    };
    let created = step("create TOTP", totps.create(create)).await;
    let authenticate = |person: &Person, code: String| {
        totps.authenticate(totps::AuthenticateRequest {
            organization_id: person.organization_id.clone(),
            member_id: person.member_id.clone(),
            code,
            ..Default::default()
        })
    };
    step("authenticate TOTP", authenticate(bob, code(&created.secret))).await;

    let migrate = || {
        totps.migrate(totps::MigrateRequest {
            organization_id: ada.organization_id.clone(),
            member_id: ada.member_id.clone(),
            secret: SECRET.to_owned(),
            recovery_codes: Vec::new(),
        })
    };
    let migrated = step("migrate TOTP", migrate()).await;
    check("recovery codes are minted", migrated.recovery_codes.len(), 10);
    refused("second migration", "active_totp_exists", migrate()).await;
    refused("wrong code", "invalid_totp_code", authenticate(ada, "abc".to_owned())).await;
    recovery_codes(client, ada, migrated.recovery_codes).await;
    step("log in", authenticate(ada, code(SECRET))).await
}

async fn recovery_codes(client: &Client, ada: &Person, minted: Vec<String>) {
    let recovery_codes = &client.recovery_codes;
    let Person { organization_id, member_id } = ada;
    let get = recovery_codes::GetRequest {
        organization_id: organization_id.clone(),
        member_id: member_id.clone(),
    };
    let read = step("get recovery codes", recovery_codes.get(get)).await;
    check("recovery codes are kept", &read.recovery_codes, &minted);
    let recover = || {
        recovery_codes.recover(recovery_codes::RecoverRequest {
            organization_id: organization_id.clone(),
            member_id: member_id.clone(),
            recovery_code: minted[0].clone(),
            ..Default::default()
        })
    };
    step("recover", recover()).await;
    refused("used recovery code", "unable_to_authenticate_recovery_code", recover()).await;
    let rotate = recovery_codes::RotateRequest {
        organization_id: organization_id.clone(),
        member_id: member_id.clone(),
    };
    let rotated = step("rotate recovery codes", recovery_codes.rotate(rotate)).await;
    check("recovery codes are new", rotated.recovery_codes.contains(&minted[1]), false);
}

/// The SDK verifies no session JWT locally.
async fn sessions(
    client: &Client,
    ada: &Person,
    login: &totps::AuthenticateResponse,
    project_id: &str,
) {
    let sessions = &client.sessions;
    let by_token = |token: &str| sessions::AuthenticateRequest {
        session_token: Some(token.to_owned()),
        ..Default::default()
    };
    let by_jwt = |jwt: String| sessions::AuthenticateRequest {
        session_jwt: Some(jwt),
        ..Default::default()
    };
    step("authenticate session", sessions.authenticate(by_token(&login.session_token))).await;
    let wrong = sessions.authenticate(by_token("wrong"));
    refused("wrong token", "session_not_found", wrong).await;
    let jwt = &login.session_jwt;
    let remote = step("authenticate JWT", sessions.authenticate(by_jwt(jwt.clone()))).await;
    check("JWT is of the member", &remote.member_session.member_id, &ada.member_id);
    let forged = format!("{}AAAAAAAA", &jwt[..jwt.len() - 8]);
    refused("forged JWT", "session_not_found", sessions.authenticate(by_jwt(forged))).await;

    let get_jwks = sessions::GetJWKSRequest { project_id: project_id.to_owned() };
    let key_set = step("get key set", sessions.get_jwks(get_jwks)).await;
    check("key set has a key", key_set.keys.is_empty(), false);
    let get = sessions::GetRequest {
        organization_id: ada.organization_id.clone(),
        member_id: ada.member_id.clone(),
    };
    let listed = step("list sessions", sessions.get(get)).await;
    check("sessions are listed", listed.member_sessions.len(), 2);
}

async fn permissions(client: &Client, ada: &Person, session_token: &str) {
    let sessions = &client.sessions;
    let organization_id = &ada.organization_id;
    let may = |resource_id: &str, action: &str| {
        sessions.authenticate(sessions::AuthenticateRequest {
            session_token: Some(session_token.to_owned()),
            authorization_check: Some(AuthorizationCheck {
                organization_id: organization_id.clone(),
                resource_id: resource_id.to_owned(),
                action: action.to_owned(),
            }),
            ..Default::default()
        })
    };
    let verdict = step("admin is authorized", may("stytch.organization", "delete")).await.verdict;
    check("verdict is returned", verdict.is_some_and(|verdict| verdict.authorized), true);
    refused("unknown resource", "session_authorization_error", may("file", "read")).await;

    let policy = step("get policy", client.rbac.policy(PolicyRequest {})).await.policy;
    let roles = policy.map(|policy| policy.roles).unwrap_or_default();
    check("policy has roles", roles.iter().any(|role| role.role_id == "stytch_admin"), true);
    let permissions = vec![PolicyRolePermission {
        resource_id: "stytch.sso".to_owned(),
        actions: vec!["create".to_owned()],
    }];
    let role = PolicyRole { role_id: "sso".to_owned(), permissions, ..Default::default() };
    let set = |organization_id: &str| {
        client.rbac.organizations.set_org_policy(SetOrgPolicyRequest {
            organization_id: organization_id.to_owned(),
            org_policy: OrgPolicy { roles: vec![role.clone()] },
        })
    };
    step("set organization policy", set(organization_id)).await;
    refused("policy of an unknown organization", "organization_not_found", set("unknown")).await;
    let get = GetOrgPolicyRequest { organization_id: organization_id.clone() };
    let read = step("get organization policy", client.rbac.organizations.get_org_policy(get)).await;
    check("organization policy is kept", read.org_policy.roles[0].role_id.as_str(), "sso");

    let revoke = sessions::RevokeRequest {
        session_token: Some(session_token.to_owned()),
        ..Default::default()
    };
    step("revoke session", sessions.revoke(revoke)).await;
    let revoked = may("stytch.organization", "delete");
    refused("revoked session", "session_not_found", revoked).await;
}

fn query(filter_name: &str, value: &str) -> SearchQuery {
    SearchQuery {
        operator: SearchQueryOperator::AND,
        operands: vec![json!({ "filter_name": filter_name, "filter_value": [value] })],
    }
}
