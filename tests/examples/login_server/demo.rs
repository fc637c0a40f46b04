//! Complete logins in a browser. The sandbox stores the messages that Stytch would have sent in its outbox.

use std::error::Error;

use stytch_api::{
    b2b::organizations::{CreateRequest, members},
    sandbox::{Message, Sandbox},
};

use crate::browser::Browser;

const EMAIL: &str = "ada@acme.example";

/// Creates two Organizations with the same person. One of them requires a second factor.
pub(crate) async fn create_organizations(sandbox: &Sandbox) -> Result<(), Box<dyn Error>> {
    let client = sandbox.client();
    let organizations = client.b2b().organizations();
    let acme = CreateRequest::new("Acme").mfa_policy("REQUIRED_FOR_ALL");
    organizations.create(acme).await?;
    let ada = members::CreateRequest::new("acme", EMAIL).mfa_phone_number("+12025550162");
    organizations.members().create(ada).await?;
    organizations.create(CreateRequest::new("Globex")).await?;
    organizations.members().create(members::CreateRequest::new("globex", EMAIL)).await?;
    Ok(())
}

/// Logs in by a link and a passcode, and out again.
pub(crate) async fn log_in_by_link(
    sandbox: &Sandbox,
    browser: &mut Browser,
) -> Result<(), Box<dyn Error>> {
    println!("-- magic link and second factor");
    let login = r#"{ "organization": "acme", "email": "ada@acme.example" }"#;
    browser.post("/login", login).await?;
    browser.open(&last_link(sandbox)?).await?;
    let code = last_message(sandbox)?.code.ok_or("the message has no passcode")?;
    browser.post("/second-factor", &format!(r#"{{ "code": "{}" }}"#, code.expose())).await?;
    browser.open("/me").await?;
    browser.post("/logout", "").await?;
    browser.open("/me").await
}

/// Chooses an Organization after a login by a link. The intermediate session can be used once.
pub(crate) async fn log_in_by_discovery(
    sandbox: &Sandbox,
    browser: &mut Browser,
) -> Result<(), Box<dyn Error>> {
    println!("-- discovery");
    browser.post("/discovery", r#"{ "email": "ada@acme.example" }"#).await?;
    browser.open(&last_link(sandbox)?).await?;
    let mut same_cookies = browser.clone();
    let choice = r#"{ "organization": "globex" }"#;
    browser.post("/discovery/choose", choice).await?;
    same_cookies.post("/discovery/choose", choice).await?;
    browser.open("/me").await?;
    browser.post("/logout", "").await
}

/// Creates an Organization after a login by OAuth, and logs in to another one by OAuth and SSO.
pub(crate) async fn log_in_by_provider(
    sandbox: &Sandbox,
    browser: &mut Browser,
) -> Result<(), Box<dyn Error>> {
    println!("-- OAuth and SSO");
    sandbox.sign_in_as(EMAIL);
    browser.open("/discovery/oauth").await?;
    browser.post("/discovery/create", r#"{ "name": "Initech" }"#).await?;
    browser.open("/oauth/globex").await?;
    browser.open("/sso/globex").await
}

/// Sets a new password by a link, and logs in with it. A wrong password is rejected.
pub(crate) async fn log_in_by_password(
    sandbox: &Sandbox,
    browser: &mut Browser,
) -> Result<(), Box<dyn Error>> {
    println!("-- password");
    let member = r#""organization": "globex", "email": "ada@acme.example""#;
    let password = r#""password": "correct horse battery""#;
    browser.post("/password/forgot", &format!("{{ {member} }}")).await?;
    browser.open(&last_link(sandbox)?).await?;
    browser.post("/password/reset", r#"{ "password": "1234" }"#).await?;
    browser.post("/password/reset", &format!("{{ {password} }}")).await?;
    browser.post("/logout", "").await?;
    browser.post("/password", &format!(r#"{{ {member}, "password": "wrong" }}"#)).await?;
    browser.post("/password", &format!("{{ {member}, {password} }}")).await?;
    browser.open("/me").await
}

fn last_message(sandbox: &Sandbox) -> Result<Message, &'static str> {
    sandbox.outbox().pop().ok_or("no message was sent")
}

fn last_link(sandbox: &Sandbox) -> Result<String, &'static str> {
    let link = last_message(sandbox)?.link.ok_or("the message has no link")?;
    Ok(link.expose().to_owned())
}
