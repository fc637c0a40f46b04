//! The client type of an endpoint, which follows from the host of its resource.

use crate::schema::{Credentials, Host};

/// The client of the endpoints whose host has this [`client_index`].
pub type ClientOf<const INDEX: usize> = <HasIndex<INDEX> as Indexed>::Client;

/// Tells the clients apart in a type: a constant in a type cannot be an enum.
pub const fn client_index(host: Host) -> usize {
    match host.credentials() {
        Credentials::Project => 0,
        Credentials::WorkspaceKey => 1,
    }
}

pub struct HasIndex<const INDEX: usize>;

#[diagnostic::on_unimplemented(
    message = "`#[host(management)]` requires feature `management` of `stytch-api`",
    label = "belongs to the Management API"
)]
pub trait Indexed {
    type Client;
}

impl Indexed for HasIndex<0> {
    type Client = crate::Client;
}

#[cfg(feature = "management")]
impl Indexed for HasIndex<1> {
    type Client = crate::ManagementClient;
}
