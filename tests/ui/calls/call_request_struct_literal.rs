use stytch_api::b2b::totps::MigrateRequest;

fn request() -> MigrateRequest {
    MigrateRequest { organization_id: String::from("acme") }
}

fn main() {}
