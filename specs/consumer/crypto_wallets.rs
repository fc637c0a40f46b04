//! Crypto wallets: a User logs in by signing a challenge with the wallet's key.

use crate::{
    consumer::{CryptoWalletType, DeviceInfo, Session, User},
    endpoint, object, resource,
};

resource! {
    /// Logins with a crypto wallet.
    pub CryptoWallets {
        endpoints: [AuthenticateStartRequest, AuthenticateRequest],
    }
}

endpoint! {
    /// Starts a login with a crypto wallet.
    ///
    /// Have the wallet sign the challenge and pass the signature to `authenticate`. A new wallet is
    /// added to the User whose `user_id`, `session_token` or `session_jwt` is sent, or to a new
    /// User.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/crypto-wallets/authenticate-start"]
    CryptoWallets::authenticate_start: POST "/v1/crypto_wallets/authenticate/start";

    body {
        /// The chain of the wallet.
        crypto_wallet_type: CryptoWalletType,
        /// The wallet's address on its chain.
        crypto_wallet_address: String,
        /// The User: ID or external ID.
        user_id?: String,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// The fields of a Sign-In with Ethereum challenge, which wallets check; when absent, the
        /// challenge consists of the project's name and random characters.
        siwe_params?: SiweParams,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The message for the wallet to sign.
        challenge!: String,
        /// Whether the call created the User.
        user_created: bool,
    }
}

endpoint! {
    /// Verifies a wallet's signature of the challenge and logs the User in.
    ///
    /// Adds the factor to a session (`session_token` or `session_jwt`), or starts a new session.
    #[docs = "https://stytch.com/docs/api/crypto-wallet-authenticate"]
    CryptoWallets::authenticate: POST "/v1/crypto_wallets/authenticate";

    body {
        /// The chain of the wallet.
        crypto_wallet_type: CryptoWalletType,
        /// The wallet's address on its chain.
        crypto_wallet_address: String,
        /// The wallet's signature of the challenge.
        signature: Secret,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and an existing session is not extended.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID that Stytch's browser telemetry gave the device; required for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// Session token, valid until the session ends; absent without a session.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// without a session.
        session_jwt?: Secret,
        /// The User after the call.
        user: User,
        /// The session, with its lifetime and factors; absent when none was requested.
        session?: Session,
        /// The fields that the User signed; present for a Sign-In with Ethereum challenge.
        siwe_params?: SignedSiweParams,
        /// The device that logged in; present when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

object! {
    /// The fields of a Sign-In with Ethereum challenge (EIP-4361).
    #[request]
    SiweParams {
        /// Domain that asks for the signature; wallets warn if the page is on another domain.
        domain: String,
        /// URI that the User logs in to.
        uri: String,
        /// URIs that the User acknowledges by signing; may be empty.
        resources: Vec<String>,
        /// EIP-155 ID of the chain, a positive number; `1`, Ethereum's mainnet, when absent.
        chain_id?: String,
        /// Statement that the User agrees to by signing, one line of ASCII.
        statement?: String,
        /// When the message was created; now when absent.
        issued_at?: Timestamp,
        /// When the message becomes valid; now when absent.
        not_before?: Timestamp,
        /// Your own ID for the attempt, limited to characters that are valid in a URI path.
        message_request_id?: String,
    }
}

object! {
    /// The fields of a signed Sign-In with Ethereum message (EIP-4361).
    SignedSiweParams {
        /// Domain that asked for the signature.
        domain: String,
        /// URI that the User logged in to.
        uri: String,
        /// EIP-155 ID of the chain, a positive number.
        chain_id: String,
        /// URIs that the User acknowledged by signing; may be empty.
        resources: Vec<String>,
        /// HTTP status, the same as that of the response.
        status_code: i32,
        /// When the message was created.
        issued_at?: Timestamp,
        /// Your own ID for the attempt.
        message_request_id?: String,
    }
}
