//! A Member's login to a sandbox.

use stytch_api::{
    Client, Secret,
    b2b::{
        organizations::{self, members},
        recovery_codes::RecoverRequest,
        totps::MigrateRequest,
    },
    sandbox::Sandbox,
};

const SECRET: &str = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";

/// A logged-in Member.
pub(crate) struct Login {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
    pub(crate) organization_id: String,
    pub(crate) member_id: String,
    pub(crate) jwt: Secret,
}

/// Logs in a Member with these roles.
pub(crate) async fn log_in<const N: usize>(roles: [&str; N]) -> Login {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let client = sandbox.client_builder().retries(0).build().expect("a client");
    let organizations = client.b2b().organizations();
    let acme = organizations::CreateRequest::new("Acme");
    let acme = organizations.create(acme).await.expect("acme").organization.organization_id;
    let ada = members::CreateRequest::new(&acme, "ada@acme.example").roles(roles);
    let ada = organizations.members().create(ada).await.expect("ada").member_id;
    let migrate = MigrateRequest::new(&acme, &ada, SECRET);
    let migrated = client.b2b().totps().migrate(migrate).await.expect("an authenticator");
    let login = RecoverRequest::new(&acme, &ada, &migrated.recovery_codes[0]);
    let jwt = client.b2b().recovery_codes().recover(login).await.expect("a session").session_jwt;
    Login { sandbox, client, organization_id: acme, member_id: ada, jwt }
}
