//! The M2M client: a program that logs in as itself, as OAuth client.

use crate::{Metadata, Secret, common::ClientStatus, object, open_enum};

object! {
    /// A program that logs in as itself, with a client ID and a client secret.
    M2mClient {
        /// ID of the client.
        client_id: String,
        /// Name to show; may be empty.
        client_name: String,
        /// What the client is for; may be empty.
        client_description: String,
        /// Whether the client is switched on.
        status: ClientStatus,
        /// Scopes that the client can get a token for.
        scopes: Vec<String>,
        /// The last four characters of the client secret, to tell it by.
        client_secret_last_four: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// The last four characters of the next client secret, while a rotation is under way.
        next_client_secret_last_four?: String,
    }
}

object! {
    /// A new M2M client, with the client secret that is shown this once.
    M2mClientWithClientSecret {
        /// ID of the client.
        client_id: String,
        /// The client secret, which cannot be read again.
        client_secret: Secret,
        /// Name to show; may be empty.
        client_name: String,
        /// What the client is for; may be empty.
        client_description: String,
        /// Whether the client is switched on.
        status: ClientStatus,
        /// Scopes that the client can get a token for.
        scopes: Vec<String>,
        /// The last four characters of the client secret, to tell it by.
        client_secret_last_four: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// The last four characters of the next client secret, while a rotation is under way.
        next_client_secret_last_four?: String,
    }
}

object! {
    /// An M2M client whose secret is being rotated, with the next one that is shown this once.
    M2mClientWithNextClientSecret {
        /// ID of the client.
        client_id: String,
        /// The next client secret, which cannot be read again.
        next_client_secret: Secret,
        /// Name to show; may be empty.
        client_name: String,
        /// What the client is for; may be empty.
        client_description: String,
        /// Whether the client is switched on.
        status: ClientStatus,
        /// Scopes that the client can get a token for.
        scopes: Vec<String>,
        /// The last four characters of the client secret, to tell it by.
        client_secret_last_four: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// The last four characters of the next client secret, while a rotation is under way.
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
