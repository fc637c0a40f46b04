//! Migrates a Member's existing authenticator to Stytch, and logs in with it.

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
Migrates a Member's existing authenticator (TOTP) to Stytch.

Usage: cargo run --example migrate_totp --features sandbox
       cargo run --example migrate_totp --features sandbox -- \\
           --organization-id ID --member-id ID --secret BASE32 [--recovery-code CODE]... [--yes]

Without options, it starts an in-process sandbox, migrates two authenticators and logs in with
one of them. No account is needed.

With options, it makes one call to Stytch, for the project in the environment variables
STYTCH_PROJECT_ID and STYTCH_SECRET. The project ID selects the test or the live environment.

  --organization-id ID  the ID, slug or external ID of the Organization
  --member-id ID        the ID or external ID of the Member
  --secret BASE32       the shared secret of the authenticator
  --recovery-code CODE  an existing recovery code to keep; can be repeated. Without any,
                        Stytch generates ten
  --yes                 allow the call to a live project
  --help                print this help";

/// The authenticator and the recovery codes in Stytch's documentation.
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
        Ok(Arguments::Sandbox) => run_demo().await,
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

/// The migration that the command line describes.
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
        let mut has_arguments = false;
        while let Some(argument) = parser.next()? {
            has_arguments = true;
            match argument {
                Long("organization-id") => migration.organization_id = parser.value()?.string()?,
                Long("member-id") => migration.member_id = parser.value()?.string()?,
                Long("secret") => migration.secret = parser.value()?.string()?.into(),
                Long("recovery-code") => {
                    migration.recovery_codes.push(parser.value()?.string()?.into());
                }
                Long("yes") => migration.confirmed = true,
                Long("help") | Short('h') => return Ok(Self::Help),
                // The argument is not quoted: it may be the secret.
                Value(_) => {
                    return Err("unexpected argument; put an option before each value".into());
                }
                argument => return Err(argument.unexpected()),
            }
        }
        if !has_arguments {
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
            Some((option, _)) => Err(format!("missing option {option}").into()),
            None => Ok(()),
        }
    }
}

/// Makes one call to Stytch.
async fn migrate(migration: Migration) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    if client.project_id().starts_with("project-live-") && !migration.confirmed {
        return Err("this is a live project; add --yes to allow the call".into());
    }
    let mut request =
        MigrateRequest::new(migration.organization_id, migration.member_id, migration.secret);
    if !migration.recovery_codes.is_empty() {
        request = request.recovery_codes(migration.recovery_codes);
    }
    let migrated = client.b2b().totps().migrate(request).await?;
    report(&migrated);
    println!("  recovery codes:");
    for code in &migrated.recovery_codes {
        println!("    {}", code.expose());
    }
    Ok(())
}

/// Migrates two authenticators in a sandbox, and logs in with the first.
async fn run_demo() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let client = sandbox.client();
    println!("Started a Stytch sandbox at {}.\n", sandbox.url());

    let organization = client
        .b2b()
        .organizations()
        .create(CreateRequest::new("Acme").organization_slug("acme"))
        .await?
        .organization;
    println!(
        "Created the Organization {}: {}",
        organization.organization_name, organization.organization_id
    );

    let ada = create_member(&client, "ada@acme.example").await?;
    let request = MigrateRequest::new("acme", &ada, AUTHENTICATOR).recovery_codes(RECOVERY_CODES);
    let migrated = client.b2b().totps().migrate(request).await?;
    println!("\nMigrated Ada's authenticator with her existing recovery codes:");
    report(&migrated);
    let codes = RECOVERY_CODES.iter().zip(&migrated.recovery_codes);
    let kept = codes.filter(|(sent, returned)| **sent == returned.expose()).count();
    println!("  recovery codes:  {kept} of {} kept", RECOVERY_CODES.len());

    let bob = create_member(&client, "bob@acme.example").await?;
    let request = MigrateRequest::new("acme", &bob, AUTHENTICATOR);
    let migrated = client.b2b().totps().migrate(request).await?;
    println!("\nMigrated Bob's authenticator without recovery codes:");
    report(&migrated);
    println!("  recovery codes:  {} generated", migrated.recovery_codes.len());

    authenticate(&client, &ada).await?;
    recover(&client, &ada).await
}

async fn create_member(client: &Client, email: &str) -> Result<String, stytch_api::Error> {
    let request = members::CreateRequest::new("acme", email);
    let created = client.b2b().organizations().members().create(request).await?;
    Ok(created.member_id)
}

fn report(migrated: &MigrateResponse) {
    println!("  registration:    {}", migrated.totp_registration_id);
    println!("  Member:          {}", migrated.member_id);
    println!("  email address:   {}", migrated.member.email_address);
}

/// Logs the Member in with the current code of the authenticator.
async fn authenticate(client: &Client, member_id: &str) -> Result<(), Box<dyn Error>> {
    let code = current_code()?;
    let request = AuthenticateRequest::new("acme", member_id, code.as_str());
    let login = client.b2b().totps().authenticate(request).await?;
    println!("\nLogged in as {} with the current code, {code}.", login.member_id);
    Ok(())
}

/// Returns the current 6-digit code of the authenticator.
fn current_code() -> Result<String, Box<dyn Error>> {
    let secret = totp_rs::Secret::try_from_base32(AUTHENTICATOR)?;
    let totp = Builder::new().with_algorithm(Algorithm::SHA1).with_secret(secret).build()?;
    Ok(totp.generate_current().to_string())
}

/// Logs the Member in with a recovery code, which can be used only once.
async fn recover(client: &Client, member_id: &str) -> Result<(), Box<dyn Error>> {
    let request = RecoverRequest::new("acme", member_id, RECOVERY_CODES[0]);
    let login = client.b2b().recovery_codes().recover(request).await?;
    println!(
        "Logged in with the recovery code {}; {} codes are left.",
        RECOVERY_CODES[0], login.recovery_codes_remaining
    );
    Ok(())
}
