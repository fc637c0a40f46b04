//! Logins before an Organization is chosen.

use stytch_api::{
    Secret,
    b2b::{
        DiscoveredOrganization, MembershipType,
        discovery::{
            intermediate_sessions::ExchangeRequest,
            organizations::{CreateRequest, ListRequest},
        },
        magic_links, organizations,
        organizations::members,
        otps,
    },
    sandbox::MessagePurpose,
};

use crate::fixture::{Fixture, assert_error};

/// Logs in by a discovery link, and returns the intermediate session's token.
async fn discover(fixture: &Fixture) -> Secret {
    let links = fixture.b2b().magic_links();
    let send = magic_links::email::discovery::SendRequest::new("Ada@acme.example");
    links.email().discovery().send(send).await.expect("an email");
    let login = magic_links::discovery::AuthenticateRequest::new(fixture.token());
    let login = links.discovery().authenticate(login).await.expect("a login");
    assert_eq!(login.email_address, "ada@acme.example");
    login.intermediate_session_token
}

fn slugs(discovered: &[DiscoveredOrganization]) -> Vec<&str> {
    let organizations = discovered.iter().filter_map(|it| it.organization.as_ref());
    organizations.map(|organization| organization.organization_slug.as_str()).collect()
}

#[tokio::test]
async fn discovery_lists_the_organizations_of_a_person() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let organizations = fixture.b2b().organizations();
    let open = organizations::CreateRequest::new("Open")
        .email_jit_provisioning("RESTRICTED")
        .email_allowed_domains(["acme.example"])
        .mfa_policy("REQUIRED_FOR_ALL");
    let closed = organizations::CreateRequest::new("Closed");
    for create in [open, closed] {
        organizations.create(create).await.expect("an Organization");
    }
    let first = members::CreateRequest::new("open", "first@acme.example");
    organizations.members().create(first).await.expect("a Member");

    let send = magic_links::email::discovery::SendRequest::new("ada@acme.example");
    let links = fixture.b2b().magic_links();
    links.email().discovery().send(send).await.expect("an email");
    let message = fixture.last_message();
    assert_eq!(message.purpose, MessagePurpose::Discovery);
    let link = message.link.expect("a link");
    assert!(link.expose().contains("?stytch_token_type=discovery&token="));
    // A token of another kind is unknown.
    let wrong = magic_links::AuthenticateRequest::new(fixture.token());
    assert_error(links.authenticate(wrong).await, 404, "magic_link_not_found");

    let token = discover(&fixture).await;
    let list = ListRequest::new().intermediate_session_token(&token);
    let discovery = fixture.b2b().discovery().organizations();
    let listed = discovery.list(list).await.expect("a list").discovered_organizations;
    assert_eq!(slugs(&listed), ["acme", "open"]);
    assert!(listed[0].member_authenticated && !listed[1].member_authenticated);
    let [own, open] = [&listed[0], &listed[1]].map(|it| it.membership.clone().expect("one"));
    assert_eq!(own.r#type, MembershipType::ActiveMember);
    assert_eq!(own.member.expect("a Member").member_id, member_id);
    assert_eq!(open.r#type, MembershipType::EligibleToJoinByEmailDomain);
    assert_eq!(open.details.expect("details")["domain"], "acme.example");
    assert!(listed[1].mfa_required.is_some());
    assert_error(discovery.list(ListRequest::new()).await, 400, "no_session_arguments");
}

#[tokio::test]
async fn intermediate_session_is_exchanged_once() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    fixture
        .b2b()
        .organizations()
        .create(organizations::CreateRequest::new("Other"))
        .await
        .expect("one");
    let token = discover(&fixture).await;
    let sessions = fixture.b2b().discovery().intermediate_sessions();
    let exchange = |slug: &str| sessions.exchange(ExchangeRequest::new(&token, slug));
    assert_error(exchange("other").await, 400, "email_jit_provisioning_not_allowed");
    let login = exchange("acme").await.expect("a login");
    assert_eq!((login.member_id, login.member_authenticated), (member_id, true));
    assert_eq!(login.member_session.expect("a session").authentication_factors.len(), 1);
    assert_error(exchange("acme").await, 404, "intermediate_session_not_found");

    let list = ListRequest::new().session_token(login.session_token.expect("a token"));
    let listed = fixture.b2b().discovery().organizations().list(list).await.expect("a list");
    assert_eq!(listed.email_address, "ada@acme.example");
    assert_eq!(slugs(&listed.discovered_organizations), ["acme"]);
}

#[tokio::test]
async fn person_creates_an_organization() {
    let fixture = Fixture::new().await;
    let otps = fixture.b2b().otps().email().discovery();
    let send = otps::email::discovery::SendRequest::new("ada@acme.example");
    otps.send(send).await.expect("an email");
    let code = fixture.passcode();
    let login = otps::email::discovery::AuthenticateRequest::new("Ada@acme.example", code);
    let login = otps.authenticate(login).await.expect("a login");
    assert_eq!(slugs(&login.discovered_organizations), [""; 0]);

    let organizations = fixture.b2b().discovery().organizations();
    let create = CreateRequest::new(login.intermediate_session_token)
        .organization_name("New")
        .session_duration_minutes(30);
    let created = organizations.create(create).await.expect("an Organization");
    assert_eq!(created.organization.expect("one").organization_slug, "new");
    assert!(created.member_authenticated && created.member.is_admin);
    let session = created.member_session.expect("a session");
    assert_eq!(session.roles, ["stytch_member", "stytch_admin"]);
}
