//! Connected Apps: programs that log their users in through you.

pub mod clients;

use crate::resource;

resource! {
    /// Apps that log their users in through you.
    pub ConnectedApp {
        endpoints: [],
        /// The apps themselves, each an OAuth client.
        clients: clients::Clients,
    }
}
