//! Start URLs of browser logins.

use std::sync::LazyLock;

use proptest::{prelude::*, proptest};
use stytch_api::{
    Client,
    login::{
        pkce::Pkce,
        start_url::{StartUrlError, b2b::Provider},
    },
    reqwest::Url,
};
use stytch_tests::{PROJECT_ID, PROJECT_SECRET};

const PUBLIC_TOKEN: &str = "public-token-test-1";
/// RFC 7636, appendix B.
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Shared by all tests, because loading the platform's certificates takes longer than a test.
fn client() -> &'static Client {
    static CLIENT: LazyLock<Client> =
        LazyLock::new(|| Client::new(PROJECT_ID, PROJECT_SECRET).unwrap());
    &CLIENT
}

/// Returns the rejected parameter, after asserting that the error does not contain its value.
#[track_caller]
fn invalid_parameter(result: Result<String, StartUrlError>) -> String {
    let error = result.unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(!text.contains("WRONG"), "{text}");
    error.parameter
}

/// Returns the decoded path segments and query parameters of a URL.
fn decode_url(url: &str) -> (Vec<String>, Vec<(String, String)>) {
    let url = Url::parse(url).unwrap();
    let decode =
        |segment| percent_encoding::percent_decode_str(segment).decode_utf8().unwrap().into_owned();
    let segments = url.path_segments().unwrap().map(decode).collect();
    let pairs = url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned()));
    (segments, pairs.collect())
}

#[test]
fn oauth_start_url_contains_organization_id_or_slug() {
    let client = client();
    let builder = || client.b2b().oauth().start_url(Provider::Google, PUBLIC_TOKEN);
    assert_eq!(
        builder().organization_id("organization-test-1").build().unwrap(),
        "https://test.stytch.com/v1/b2b/public/oauth/google/start\
         ?organization_id=organization-test-1&public_token=public-token-test-1"
    );
    assert_eq!(
        builder()
            .organization_id("organization-test-1")
            .slug("acme")
            .login_redirect_url("https://app.example/in?state=a&b")
            .signup_redirect_url("app://up")
            .custom_scopes(["calendar.read", "https://scopes.example/a+b"])
            .provider_parameter("login_hint", "ada@example.com")
            .pkce_code_challenge(CHALLENGE)
            .build()
            .unwrap(),
        "https://test.stytch.com/v1/b2b/public/oauth/google/start\
         ?custom_scopes=calendar.read%20https%3A%2F%2Fscopes.example%2Fa%2Bb\
         &login_redirect_url=https%3A%2F%2Fapp.example%2Fin%3Fstate%3Da%26b\
         &pkce_code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\
         &provider_login_hint=ada%40example.com\
         &public_token=public-token-test-1\
         &signup_redirect_url=app%3A%2F%2Fup\
         &slug=acme"
    );
    let error = builder().build().unwrap_err();
    assert!(error.problem.contains("`slug`") && error.problem.contains("discovery"), "{error}");
}

#[test]
fn discovery_start_url_contains_every_parameter() {
    let client = client();
    let discovery = client.b2b().oauth().discovery();
    assert_eq!(
        discovery
            .start_url("microsoft", PUBLIC_TOKEN)
            .discovery_redirect_url("https://app.example/choose")
            .custom_scopes(["a", "b"])
            .provider_parameter("prompt", "consent")
            .pkce_code_challenge(CHALLENGE)
            .build()
            .unwrap(),
        "https://test.stytch.com/v1/b2b/public/oauth/microsoft/discovery/start\
         ?custom_scopes=a%20b\
         &discovery_redirect_url=https%3A%2F%2Fapp.example%2Fchoose\
         &pkce_code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\
         &provider_prompt=consent\
         &public_token=public-token-test-1"
    );
}

#[test]
fn sso_start_url_contains_connection_or_organization() {
    let client = client();
    assert_eq!(
        client
            .b2b()
            .sso()
            .start_url("saml-connection-test-1", PUBLIC_TOKEN)
            .login_redirect_url("https://app.example/in")
            .signup_redirect_url("https://app.example/up")
            .custom_scopes(["a", "b+c"])
            .pkce_code_challenge(CHALLENGE)
            .build()
            .unwrap(),
        "https://test.stytch.com/v1/public/sso/start\
         ?connection_id=saml-connection-test-1\
         &custom_scopes=a+b%2Bc\
         &login_redirect_url=https%3A%2F%2Fapp.example%2Fin\
         &pkce_code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\
         &public_token=public-token-test-1\
         &signup_redirect_url=https%3A%2F%2Fapp.example%2Fup"
    );
    assert_eq!(
        client.b2b().sso().default_start_url("organization-test-1", PUBLIC_TOKEN).build().unwrap(),
        "https://test.stytch.com/v1/public/sso/start\
         ?organization_id=organization-test-1&public_token=public-token-test-1"
    );
}

#[test]
fn consumer_start_url_contains_every_parameter() {
    let client = client();
    assert_eq!(
        client
            .consumer()
            .oauth()
            .start_url("github", PUBLIC_TOKEN)
            .login_redirect_url("https://app.example/in")
            .signup_redirect_url("https://app.example/up")
            .custom_scopes(["repo"])
            .provider_parameter("allow_signup", "false")
            .code_challenge(CHALLENGE)
            .oauth_attach_token("attach-1")
            .build()
            .unwrap(),
        "https://test.stytch.com/v1/public/oauth/github/start\
         ?code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\
         &custom_scopes=repo\
         &login_redirect_url=https%3A%2F%2Fapp.example%2Fin\
         &oauth_attach_token=attach-1\
         &provider_allow_signup=false\
         &public_token=public-token-test-1\
         &signup_redirect_url=https%3A%2F%2Fapp.example%2Fup"
    );
}

#[test]
fn path_of_the_base_url_is_kept() {
    for prefix in ["", "/", "/a", "/a/b%20c/"] {
        let base_url = format!("https://login.example{prefix}");
        let client = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(base_url).build();
        let url = client.unwrap().b2b().sso().start_url("c", PUBLIC_TOKEN).build().unwrap();
        let start = format!("https://login.example{}/v1/public/", prefix.trim_end_matches('/'));
        assert!(url.starts_with(&start), "{url}");
    }
}

#[test]
fn provider_cannot_change_the_path() {
    let client = client();
    for provider in ["", ".", ".."] {
        let consumer = client.consumer().oauth().start_url(provider, PUBLIC_TOKEN);
        assert_eq!(invalid_parameter(consumer.build()), "provider");
        let b2b = client.b2b().oauth().start_url(provider, PUBLIC_TOKEN).slug("acme");
        assert_eq!(invalid_parameter(b2b.build()), "provider");
        let discovery = client.b2b().oauth().discovery().start_url(provider, PUBLIC_TOKEN);
        assert_eq!(invalid_parameter(discovery.build()), "provider");
    }
    let url = client.consumer().oauth().start_url("a/../b?c#d", PUBLIC_TOKEN).build().unwrap();
    assert!(url.contains("/oauth/a%2F..%2Fb%3Fc%23d/start?"), "{url}");
}

#[test]
fn invalid_values_are_rejected() {
    let client = client();
    let sso = client.b2b().sso();
    for token in ["", "secret-test-WRONG", " secret-test-WRONG", "project-test-WRONG", "WRONG"] {
        let start_url = sso.start_url("c", token);
        assert!(!format!("{start_url:?}").contains("WRONG"));
        assert_eq!(invalid_parameter(start_url.build()), "public_token");
    }
    assert_eq!(invalid_parameter(sso.start_url("", PUBLIC_TOKEN).build()), "connection_id");
    assert_eq!(
        invalid_parameter(sso.default_start_url("", PUBLIC_TOKEN).build()),
        "organization_id"
    );
    let oauth = client.b2b().oauth();
    assert_eq!(invalid_parameter(oauth.start_url("google", PUBLIC_TOKEN).slug("").build()), "slug");

    let builder = || client.consumer().oauth().start_url("google", PUBLIC_TOKEN);
    assert_eq!(invalid_parameter(builder().oauth_attach_token("").build()), "oauth_attach_token");
    assert_eq!(invalid_parameter(builder().provider_parameter("", "WRONG").build()), "provider_");
    for url in ["", "/WRONG", "app.example/WRONG"] {
        assert_eq!(
            invalid_parameter(builder().login_redirect_url(url).build()),
            "login_redirect_url"
        );
        assert_eq!(
            invalid_parameter(builder().signup_redirect_url(url).build()),
            "signup_redirect_url"
        );
    }
    for challenge in ["", "WRONG", &format!("{CHALLENGE}="), &CHALLENGE.replace('-', "+")] {
        assert_eq!(
            invalid_parameter(builder().code_challenge(challenge).build()),
            "code_challenge"
        );
    }
    for scopes in [&[][..], &[""], &["a", "WRONG b"], &["WRONG\n"]] {
        assert_eq!(
            invalid_parameter(builder().custom_scopes(scopes.to_vec()).build()),
            "custom_scopes"
        );
    }
}

#[test]
fn debug_hides_provider_parameters_and_attach_token() {
    let client = client();
    let start_url = client
        .consumer()
        .oauth()
        .start_url("google", PUBLIC_TOKEN)
        .oauth_attach_token("HIDDEN")
        .provider_parameter("login_hint", "HIDDEN");
    let text = format!("{start_url:?}");
    assert!(text.contains("login_hint") && !text.contains("HIDDEN"), "{text}");
}

#[test]
fn pkce_challenge_is_sent_and_verifier_is_not() {
    let (client, pkce) = (client(), Pkce::new().unwrap());
    let start_url = client.b2b().sso().start_url("c", PUBLIC_TOKEN);
    let url = start_url.pkce_code_challenge(pkce.challenge()).build().unwrap();
    assert!(url.contains(&format!("&pkce_code_challenge={}&", pkce.challenge())), "{url}");
    assert!(!url.contains(pkce.verifier().expose()), "{url}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn oauth_start_url_decodes_to_its_parameters(
        provider in ".+",
        public_token in "public-token-.*",
        token in ".+",
        name in ".+",
        value in ".+",
        scopes in prop::collection::vec("[^\\s]+", 1..4),
        query in ".*",
    ) {
        prop_assume!(provider != "." && provider != "..");
        let redirect = format!("https://app.example/in?{query}");
        let client = client();
        let url = client
            .consumer()
            .oauth()
            .start_url(provider.as_str(), &public_token)
            .oauth_attach_token(&token)
            .provider_parameter(&name, &value)
            .custom_scopes(&scopes)
            .login_redirect_url(&redirect)
            .build()
            .unwrap();
        let (segments, mut pairs) = decode_url(&url);
        pairs.sort();
        let mut expected = [
            ("public_token".to_owned(), public_token),
            ("oauth_attach_token".to_owned(), token),
            (format!("provider_{name}"), value),
            ("custom_scopes".to_owned(), scopes.join(" ")),
            ("login_redirect_url".to_owned(), redirect),
        ];
        expected.sort();
        prop_assert_eq!(segments, ["v1", "public", "oauth", provider.as_str(), "start"]);
        prop_assert_eq!(pairs, expected);
    }

    #[test]
    fn sso_start_url_decodes_to_its_parameters(
        connection in ".+",
        scopes in prop::collection::vec("[^\\s]+", 1..4),
    ) {
        let client = client();
        let start_url = client.b2b().sso().start_url(&connection, PUBLIC_TOKEN);
        let (_, pairs) = decode_url(&start_url.custom_scopes(&scopes).build().unwrap());
        prop_assert_eq!(&pairs[0], &("connection_id".to_owned(), connection));
        prop_assert_eq!(&pairs[1], &("custom_scopes".to_owned(), scopes.join(" ")));
    }
}
