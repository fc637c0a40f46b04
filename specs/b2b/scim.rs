//! SCIM: provisioning of an Organization's Members by an identity provider.

pub mod connection;

use crate::resource;

resource! {
    /// Provisioning of Members by identity providers.
    pub Scim {
        endpoints: [],
        /// The connection of an Organization to its identity provider.
        connection: connection::Connection,
    }
}
