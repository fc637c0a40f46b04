//! SCIM: how an identity provider keeps an Organization's Members up to date.

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
