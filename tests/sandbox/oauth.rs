//! Logins through OAuth and SSO that start in a browser.

use stytch_api::{
    Secret,
    b2b::{FactorDeliveryMethod, oauth, organizations::members::GetRequest, sso},
    consumer,
    login::pkce::Pkce,
    reqwest::Url,
};

use crate::fixture::{Fixture, RawRequest, assert_error};

const PUBLIC_TOKEN: &str = "public-token-test-1";
const REDIRECT_URL: &str = "https://app.example/authenticate";

/// Opens a start URL, and returns the token type and the token of the URL that it redirects to.
async fn open(fixture: &Fixture, url: &str) -> (String, Secret) {
    let (status, head, body) = browse(fixture, url).await;
    assert_eq!(status, 302, "{body}");
    let mut headers = head.lines().filter_map(|line| line.split_once(": "));
    let (_, location) = headers.find(|(name, _)| *name == "location").expect("a location");
    assert!(location.starts_with(REDIRECT_URL), "{location}");
    let location = Url::parse(location).expect("a URL");
    let parameter = |name: &str| {
        let mut pairs = location.query_pairs();
        pairs.find(|(key, _)| key == name).expect(name).1.into_owned()
    };
    (parameter("stytch_token_type"), parameter("token").into())
}

async fn browse(fixture: &Fixture, url: &str) -> (u16, String, String) {
    let path = url.strip_prefix(fixture.sandbox.url()).expect("a URL of the sandbox");
    RawRequest::new(&fixture.sandbox, "GET", path).send_for_text().await
}

#[tokio::test]
async fn oauth_logs_in_the_named_member() {
    let fixture = Fixture::new().await;
    let ada = fixture.member("ada@acme.example").await;
    let pkce = Pkce::new().expect("a pair");
    let oauth = fixture.b2b().oauth();
    let url = oauth.start_url("google", PUBLIC_TOKEN).slug("acme");
    let url = url.login_redirect_url(REDIRECT_URL).pkce_code_challenge(pkce.challenge());
    let url = url.build().expect("a URL");
    assert_eq!(browse(&fixture, &url).await.0, 400);
    fixture.sandbox.sign_in_as("ada@acme.example");
    let (token_type, token) = open(&fixture, &url).await;
    assert_eq!(token_type, "oauth");

    let request = || oauth::AuthenticateRequest::new(&token);
    assert_error(oauth.authenticate(request()).await, 400, "pkce_expected_code_verifier");
    let login = oauth.authenticate(request().pkce_code_verifier(pkce.verifier())).await;
    let login = login.expect("a login");
    assert_eq!((&login.member_id, &*login.provider_type), (&ada, "Google"));
    assert_eq!(login.member.oauth_registrations[0].provider_subject, login.provider_subject);
    let factor = &login.member_session.expect("a session").authentication_factors[0];
    assert_eq!(factor.delivery_method, FactorDeliveryMethod::OauthGoogle);
    let account = factor.google_oauth_factor.as_ref().expect("an account");
    assert_eq!(account.provider_subject, login.provider_subject);
    let again = oauth.authenticate(request().pkce_code_verifier(pkce.verifier())).await;
    assert_error(again, 404, "oauth_token_not_found");
}

#[tokio::test]
async fn discovery_by_oauth_lists_organizations() {
    let fixture = Fixture::new().await;
    fixture.member("ada@acme.example").await;
    let discovery = fixture.b2b().oauth().discovery();
    let url = discovery.start_url("microsoft", PUBLIC_TOKEN).discovery_redirect_url(REDIRECT_URL);
    let url = url.provider_parameter("login_hint", "ada@acme.example").build().expect("a URL");
    let (token_type, token) = open(&fixture, &url).await;
    assert_eq!(token_type, "discovery_oauth");
    let login = oauth::discovery::AuthenticateRequest::new(token);
    let login = discovery.authenticate(login).await.expect("a login");
    assert_eq!(&*login.provider_type, "Microsoft");
    assert_eq!(login.discovered_organizations.len(), 1);
    assert!(login.discovered_organizations[0].member_authenticated);
}

#[tokio::test]
async fn sso_lets_a_new_member_join() {
    let fixture = Fixture::new().await;
    fixture.sandbox.sign_in_as("bob@acme.example");
    let sso = fixture.b2b().sso();
    let unknown = sso.start_url("saml-connection-test-1", PUBLIC_TOKEN).build().expect("a URL");
    assert_eq!(browse(&fixture, &unknown).await.0, 404);
    let url = sso.default_start_url(&fixture.acme.organization_id, PUBLIC_TOKEN);
    let url = url.signup_redirect_url(REDIRECT_URL).build().expect("a URL");
    let (token_type, token) = open(&fixture, &url).await;
    assert_eq!(token_type, "sso");
    let login = sso.authenticate(sso::AuthenticateRequest::new(&token)).await.expect("a login");
    assert_eq!(login.member.email_address, "bob@acme.example");
    assert_eq!(login.member.sso_registrations.len(), 1);
    let factor = &login.member_session.expect("a session").authentication_factors[0];
    assert_eq!(factor.delivery_method, FactorDeliveryMethod::SsoSaml);
    let again = sso.authenticate(sso::AuthenticateRequest::new(&token)).await;
    assert_error(again, 404, "sso_token_not_found");
    let url = sso.start_url("oidc-connection-test-1", PUBLIC_TOKEN);
    let (_, token) =
        open(&fixture, &url.login_redirect_url(REDIRECT_URL).build().expect("a URL")).await;
    let login = sso.authenticate(sso::AuthenticateRequest::new(token)).await.expect("a login");
    assert_eq!(login.member.sso_registrations.len(), 2);

    fixture.update_acme(|acme| acme.sso_jit_provisioning("NOT_ALLOWED")).await;
    fixture.sandbox.sign_in_as("carol@acme.example");
    let url = sso.default_start_url(&fixture.acme.organization_id, PUBLIC_TOKEN);
    assert_eq!(browse(&fixture, &url.build().expect("a URL")).await.0, 400);
    let carol = GetRequest::new("acme").email_address("carol@acme.example");
    let carol = fixture.b2b().organizations().members().get(carol).await;
    assert_error(carol, 404, "member_not_found");
}

#[tokio::test]
async fn oauth_creates_a_user() {
    let fixture = Fixture::new().await;
    fixture.sandbox.sign_in_as("ada@acme.example");
    let oauth = fixture.client.consumer().oauth();
    let url = oauth.start_url("github", PUBLIC_TOKEN).signup_redirect_url(REDIRECT_URL);
    let (token_type, token) = open(&fixture, &url.build().expect("a URL")).await;
    assert_eq!(token_type, "oauth");
    let login = consumer::oauth::AuthenticateRequest::new(token).session_duration_minutes(60);
    let login = oauth.authenticate(login).await.expect("a login");
    assert_eq!(&*login.provider_type, "Github");
    assert_eq!(
        login.user.providers[0].oauth_user_registration_id,
        login.oauth_user_registration_id
    );
    assert!(login.user.emails[0].verified && login.session_token.is_some());
    assert_eq!(login.user_session.expect("a session").authentication_factors.len(), 1);
}
