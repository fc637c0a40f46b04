//! The M2M client: a program that authenticates as itself, as an OAuth client.

use crate::{common::ClientStatus, object, open_enum};

object! {
    /// A program that authenticates as itself, with a client ID and a client secret.
    M2mClient {
        /// ID of the client.
        client_id: String,
        /// Display name; may be empty.
        client_name: String,
        /// What the client is for; may be empty.
        client_description: String,
        /// Status of the client.
        status: ClientStatus,
        /// Scopes that the client can get a token for.
        scopes: Vec<String>,
        /// The last four characters of the client secret, to identify it.
        client_secret_last_four: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// The last four characters of the next client secret, present during a rotation.
        next_client_secret_last_four?: String,
    }
}

object! {
    /// A new M2M client, with its client secret, which is shown only once.
    M2mClientWithClientSecret {
        /// ID of the client.
        client_id: String,
        /// The client secret, which cannot be read again.
        client_secret: Secret,
        /// Display name; may be empty.
        client_name: String,
        /// What the client is for; may be empty.
        client_description: String,
        /// Status of the client.
        status: ClientStatus,
        /// Scopes that the client can get a token for.
        scopes: Vec<String>,
        /// The last four characters of the client secret, to identify it.
        client_secret_last_four: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// The last four characters of the next client secret, present during a rotation.
        next_client_secret_last_four?: String,
    }
}

object! {
    /// An M2M client whose secret is being rotated, with the next secret, which is shown only once.
    M2mClientWithNextClientSecret {
        /// ID of the client.
        client_id: String,
        /// The next client secret, which cannot be read again.
        next_client_secret: Secret,
        /// Display name; may be empty.
        client_name: String,
        /// What the client is for; may be empty.
        client_description: String,
        /// Status of the client.
        status: ClientStatus,
        /// Scopes that the client can get a token for.
        scopes: Vec<String>,
        /// The last four characters of the client secret, to identify it.
        client_secret_last_four: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// The last four characters of the next client secret, present during a rotation.
        next_client_secret_last_four?: String,
    }
}

open_enum! {
    /// The OAuth grants by which a program gets a token.
    GrantType {
        /// With its own client ID and client secret, as in RFC 6749, section 4.4.
        ClientCredentials = "client_credentials",
    }
}

open_enum! {
    /// The ways to present an access token.
    TokenType {
        /// In the header `Authorization: Bearer …`, as in RFC 6750.
        Bearer = "bearer",
    }
}
