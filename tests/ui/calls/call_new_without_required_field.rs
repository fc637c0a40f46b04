use stytch_api::b2b::AuthorizationCheck;

fn main() {
    let _check = AuthorizationCheck::default().resource_id("documents");
}
