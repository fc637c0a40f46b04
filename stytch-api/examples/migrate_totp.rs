//! Moves an authenticator that a Member already has into Stytch, and proves that it still works.

use std::{error::Error, process::ExitCode};

use stytch_api::{
    Client, Secret,
    b2b::{
        organizations::{CreateRequest, members},
        recovery_codes::RecoverRequest,
        totps::{AuthenticateRequest, MigrateRequest, MigrateResponse},
    },
    sandbox::Sandbox,
};
use totp_rs::{Algorithm, Builder};

const HELP: &str = "\
Moves an authenticator (TOTP) that a Member already has into Stytch.

USAGE
    cargo run --example migrate_totp --features sandbox
        Runs the whole story against a sandbox in this process; no account is needed.

    cargo run --example migrate_totp --features sandbox -- \\
        --organization-id ID --member-id ID --secret BASE32 [--recovery-code CODE]... [--yes]
        Makes the one call against Stytch, for the project in the environment variables
        STYTCH_PROJECT_ID and STYTCH_SECRET: test or live, as the project ID says.

OPTIONS
    --organization-id ID    the Organization: its ID, slug or external ID
    --member-id ID          the Member: ID or external ID
    --secret BASE32         the authenticator's shared secret
    --recovery-code CODE    a recovery code to keep; may be given several times.
                            Stytch mints ten when there is none
    --yes                   really call a live project
    --help                  prints this";

/// The authenticator and the recovery codes of Stytch's own example.
const AUTHENTICATOR: &str = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
const RECOVERY_CODES: [&str; 10] = [
    "ckss-2skx-ebow",
    "spbc-424h-usy0",
    "hi08-n5tk-lns5",
    "1n6i-l5na-8axe",
    "aduj-eufq-w6yy",
    "i4l3-dxyt-urmx",
    "ayyi-utb0-gj0s",
    "lz0m-02bi-psbx",
    "l2qm-zrk1-8ujs",
    "c2qd-k7m4-ifmc",
];

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match Arguments::parse() {
        Ok(Arguments::Help) => {
            println!("{HELP}");
            Ok(())
        }
        Ok(Arguments::Sandbox) => tell_story().await,
        Ok(Arguments::Stytch(migration)) => migrate(migration).await,
        Err(error) => {
            eprintln!("{error}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

enum Arguments {
    Help,
    Sandbox,
    Stytch(Migration),
}

/// One migration, as the command line asks for it.
#[derive(Default)]
struct Migration {
    organization_id: String,
    member_id: String,
    secret: Secret,
    recovery_codes: Vec<Secret>,
    confirmed: bool,
}

impl Arguments {
    fn parse() -> Result<Self, lexopt::Error> {
        use lexopt::prelude::*;

        let mut migration = Migration::default();
        let mut parser = lexopt::Parser::from_env();
        let mut given = false;
        while let Some(argument) = parser.next()? {
            given = true;
            match argument {
                Long("organization-id") => migration.organization_id = parser.value()?.string()?,
                Long("member-id") => migration.member_id = parser.value()?.string()?,
                Long("secret") => migration.secret = parser.value()?.string()?.into(),
                Long("recovery-code") => {
                    migration.recovery_codes.push(parser.value()?.string()?.into());
                }
                Long("yes") => migration.confirmed = true,
                Long("help") | Short('h') => return Ok(Self::Help),
                // Its message quotes the argument, which may be the secret gone astray.
                Value(_) => return Err("an argument stands without its option".into()),
                argument => return Err(argument.unexpected()),
            }
        }
        if !given {
            return Ok(Self::Sandbox);
        }
        migration.check()?;
        Ok(Self::Stytch(migration))
    }
}

impl Migration {
    fn check(&self) -> Result<(), lexopt::Error> {
        let missing = [
            ("--organization-id", self.organization_id.is_empty()),
            ("--member-id", self.member_id.is_empty()),
            ("--secret", self.secret.is_empty()),
        ];
        match missing.iter().find(|(_, missing)| *missing) {
            Some((option, _)) => Err(format!("{option} is missing").into()),
            None => Ok(()),
        }
    }
}

/// The one call against Stytch itself.
async fn migrate(migration: Migration) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    if client.project_id().starts_with("project-live-") && !migration.confirmed {
        return Err("this is a live project: add --yes to change it".into());
    }
    let mut request =
        MigrateRequest::new(migration.organization_id, migration.member_id, migration.secret);
    if !migration.recovery_codes.is_empty() {
        request = request.recovery_codes(migration.recovery_codes);
    }
    let moved = client.b2b().totps().migrate(request).await?;
    report(&moved);
    println!("  recovery codes:");
    for code in &moved.recovery_codes {
        println!("    {}", code.expose());
    }
    Ok(())
}

/// The whole story, in a sandbox.
async fn tell_story() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let client = sandbox.client();
    println!("A sandbox stands in for Stytch at {}.\n", sandbox.url());

    let organization = client
        .b2b()
        .organizations()
        .create(CreateRequest::new("Acme").organization_slug("acme"))
        .await?
        .organization;
    println!(
        "Organization {} is {}.",
        organization.organization_name, organization.organization_id
    );

    let ada = create_member(&client, "ada@acme.example").await?;
    let request = MigrateRequest::new("acme", &ada, AUTHENTICATOR).recovery_codes(RECOVERY_CODES);
    let moved = client.b2b().totps().migrate(request).await?;
    println!("\nAda's authenticator has moved, with the recovery codes she already had.");
    report(&moved);
    let kept = RECOVERY_CODES.iter().zip(&moved.recovery_codes);
    let kept = kept.filter(|(sent, kept)| **sent == kept.expose()).count();
    println!("  recovery codes:  {kept} of {} kept", RECOVERY_CODES.len());

    let bob = create_member(&client, "bob@acme.example").await?;
    let minted =
        client.b2b().totps().migrate(MigrateRequest::new("acme", &bob, AUTHENTICATOR)).await?;
    println!("\nBob's authenticator has moved without recovery codes.");
    report(&minted);
    println!("  recovery codes:  {} minted", minted.recovery_codes.len());

    authenticate(&client, &ada).await?;
    recover(&client, &ada).await
}

async fn create_member(client: &Client, email: &str) -> Result<String, stytch_api::Error> {
    let request = members::CreateRequest::new("acme", email);
    let created = client.b2b().organizations().members().create(request).await?;
    Ok(created.member_id)
}

fn report(moved: &MigrateResponse) {
    println!("  registration:    {}", moved.totp_registration_id);
    println!("  Member:          {}", moved.member_id);
    println!("  email address:   {}", moved.member.email_address);
}

/// Logs the Member in with the code that her app shows now.
async fn authenticate(client: &Client, member_id: &str) -> Result<(), Box<dyn Error>> {
    let code = current_code()?;
    let request = AuthenticateRequest::new("acme", member_id, code.as_str());
    let login = client.b2b().totps().authenticate(request).await?;
    println!("\nThe code that Ada's app shows now, {code}, logs her in as {}.", login.member_id);
    Ok(())
}

/// The 6-digit code that the authenticator shows now.
fn current_code() -> Result<String, Box<dyn Error>> {
    let secret = totp_rs::Secret::try_from_base32(AUTHENTICATOR)?;
    let totp = Builder::new().with_algorithm(Algorithm::SHA1).with_secret(secret).build()?;
    Ok(totp.generate_current().to_string())
}

/// Logs the Member in with one of her recovery codes, which is then used up.
async fn recover(client: &Client, member_id: &str) -> Result<(), Box<dyn Error>> {
    let request = RecoverRequest::new("acme", member_id, RECOVERY_CODES[0]);
    let login = client.b2b().recovery_codes().recover(request).await?;
    println!(
        "The recovery code {} logs her in too; {} are left.",
        RECOVERY_CODES[0], login.recovery_codes_remaining
    );
    Ok(())
}
