//! A Member who is logged in to a sandbox.

use stytch_api::{
    Client, Secret,
    b2b::{
        organizations::{self, members},
        totps::{AuthenticateRequest, MigrateRequest},
    },
    sandbox::Sandbox,
};

const SECRET: &str = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";

/// A Member's login.
pub(crate) struct Login {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
    pub(crate) organization_id: String,
    pub(crate) member_id: String,
    pub(crate) jwt: Secret,
}

/// Logs a Member with these roles in.
pub(crate) async fn log_in<const N: usize>(roles: [&str; N]) -> Login {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let client = sandbox.client_builder().retries(0).build().expect("a client");
    let organizations = client.b2b().organizations();
    let acme = organizations::CreateRequest::new("Acme");
    let acme = organizations.create(acme).await.expect("acme").organization.organization_id;
    let ada = members::CreateRequest::new(&acme, "ada@acme.example").roles(roles);
    let ada = organizations.members().create(ada).await.expect("ada").member_id;
    let migrate = MigrateRequest::new(&acme, &ada, SECRET);
    client.b2b().totps().migrate(migrate).await.expect("an authenticator");

    let secret = totp_rs::Secret::try_from_base32(SECRET).expect("base32");
    let totp = totp_rs::Builder::new().with_secret(secret).build().expect("an authenticator");
    let code = totp.generate_current().to_string();
    let login = AuthenticateRequest::new(&acme, &ada, code);
    let jwt = client.b2b().totps().authenticate(login).await.expect("a session").session_jwt;
    Login { sandbox, client, organization_id: acme, member_id: ada, jwt }
}
