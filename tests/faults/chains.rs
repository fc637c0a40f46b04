//! Errors as `std::error::Error`: conversions, and chains of sources in which nothing is repeated.

use std::error::Error as StdError;

use stytch_api::{
    Client, Error,
    catalog::Catalog,
    login::pkce::{Pkce, PkceError},
    webhook::{Webhook, WebhookError},
};
use stytch_downstream::widgets::{ListRequest, ReplaceRequest, WidgetKind};
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server};

/// Returns the messages of an error and of its sources.
fn chain(error: &dyn StdError) -> Vec<String> {
    let mut chain = vec![error.to_string()];
    let mut source = error.source();
    while let Some(error) = source {
        chain.push(error.to_string());
        source = error.source();
    }
    chain
}

/// Returns the error that a variant contains.
fn inner(error: Error) -> Box<dyn StdError + Send + Sync> {
    match error {
        Error::Api(error) => error,
        Error::Transport(error) => error,
        Error::Decode(error) => error,
        Error::Request(error) => error,
        Error::Config(error) => error.into(),
        Error::Token(error) => error,
        Error::Unavailable(error) => error,
        Error::Webhook(error) => error.into(),
        Error::StartUrl(error) => error,
        Error::Pkce(error) => error.into(),
        Error::UnknownEndpoint(error) => error,
        other => panic!("{other:?}"),
    }
}

/// Returns an error of every variant.
async fn every_error() -> Vec<Error> {
    let responses = [
        MockResponse::status(400, r#"{"error_type":"e"}"#),
        MockResponse::json("7"),
        MockResponse::Close,
    ];
    let server = Server::start(responses).await;
    let client = server.client();
    let mut errors = Vec::new();
    for _ in 0..3 {
        errors.push(client.send(ListRequest::new()).await.unwrap_err());
    }
    let no_number = ReplaceRequest::new("o", 7_u64, "b", WidgetKind::Round, f64::NAN, "secret");
    errors.push(client.send(no_number).await.unwrap_err());
    errors.push(Client::new("", "").unwrap_err());
    let sessions = client.b2b().sessions();
    errors.push(sessions.authenticate_jwt("no.j.wt").await.unwrap_err());
    let jwt = concat!(
        "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImtleS0xIn0.",
        "eyJleHAiOjQxMDI0NDQ4MDAsImlhdCI6MX0.c2ln"
    );
    errors.push(sessions.authenticate_jwt(jwt).await.unwrap_err());
    errors.push(Webhook::new("").unwrap_err().into());
    errors.push(client.b2b().oauth().start_url("", "").build().unwrap_err().into());
    errors.push(Pkce::from_verifier("").unwrap_err().into());
    errors.push(Catalog::stytch().find("nothing").unwrap_err().into());
    errors
}

#[tokio::test]
async fn chains_repeat_no_text() {
    for error in every_error().await {
        let messages = chain(&error);
        for (index, message) in messages.iter().enumerate() {
            for other in &messages[index + 1..] {
                let is_repeated = message.contains(other) || other.contains(message);
                assert!(!is_repeated, "{error:?}: {messages:#?}");
            }
        }
        let is_unavailable = error.is_unavailable();
        assert_eq!(messages.len(), if is_unavailable { 2 } else { 1 }, "{messages:#?}");
        // The enum adds nothing to the error that it contains.
        assert_eq!(chain(inner(error).as_ref()), messages);
    }
}

#[tokio::test]
async fn predicates_tell_the_variants_apart() {
    type Predicate = fn(&Error) -> bool;
    let predicates: [(&str, Predicate); 8] = [
        ("api", Error::is_api),
        ("decode", Error::is_decode),
        ("transport", Error::is_transport),
        ("request", Error::is_request),
        ("config", Error::is_config),
        ("token", Error::is_token),
        ("unavailable", Error::is_unavailable),
        ("webhook", Error::is_webhook),
    ];
    let expected = [
        "api",
        "decode",
        "transport",
        "request",
        "config",
        "token",
        "transport unavailable",
        "webhook",
        "request",
        "",
        "request",
    ];
    let errors = every_error().await;
    assert_eq!(errors.len(), expected.len());
    for (error, expected) in errors.iter().zip(expected) {
        let holds = predicates.iter().filter(|(_, predicate)| predicate(error));
        let names: Vec<_> = holds.map(|(name, _)| *name).collect();
        assert_eq!(names.join(" "), expected, "{error:?}");
    }
}

#[test]
fn errors_of_other_parts_convert() {
    fn pkce() -> Result<(), Error> {
        Pkce::from_verifier("short")?;
        Ok(())
    }
    fn webhook() -> Result<(), Error> {
        Webhook::new("")?;
        Ok(())
    }
    fn start_url() -> Result<(), Error> {
        let client = Client::new(PROJECT_ID, PROJECT_SECRET)?;
        client.consumer().oauth().start_url("google", "WRONG").build()?;
        Ok(())
    }
    fn catalog() -> Result<(), Error> {
        Catalog::stytch().find("b2b.totp.migrate")?;
        Ok(())
    }
    assert!(matches!(pkce(), Err(Error::Pkce(PkceError::Length))));
    assert!(matches!(webhook(), Err(Error::Webhook(WebhookError::InvalidSecret))));
    assert!(
        matches!(start_url(), Err(Error::StartUrl(error)) if error.parameter == "public_token")
    );
    let unknown = catalog().unwrap_err();
    assert!(matches!(&unknown, Error::UnknownEndpoint(error) if error.name == "b2b.totp.migrate"));
    assert_eq!(
        unknown.to_string(),
        "unknown endpoint `b2b.totp.migrate`; did you mean `b2b.totps.migrate`?"
    );
    assert_eq!((unknown.status(), unknown.request_id(), unknown.body()), (None, None, None));
}
