//! Crypto wallets: a User logs in by signing a challenge with the wallet's key.

use crate::{
    Metadata, Secret, Timestamp,
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
    /// Begins a login with a crypto wallet.
    ///
    /// Have the wallet sign the challenge and hand the signature to `authenticate`. A wallet that
    /// no User has yet goes to the User whose `user_id`, `session_token` or `session_jwt` is sent,
    /// or to a new one.
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
        /// The fields of a challenge after Sign-In with Ethereum, which wallets check; without
        /// them, the challenge is the project's name and random characters.
        siwe_params?: SiweParams,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The message for the wallet to sign.
        challenge!: String,
        /// Whether the User is new.
        user_created: bool,
    }
}

endpoint! {
    /// Checks a wallet's signature of the challenge and logs the User in.
    ///
    /// Adds the factor to a session (`session_token` or `session_jwt`), or starts one.
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
        /// is started, and one that was sent ends when it would have.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID under which Stytch's browser telemetry knows the device; needed for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// Token of the session, valid until it ends; empty when there is none.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty when there is none.
        session_jwt: Secret,
        /// The User as the call left it.
        user: User,
        /// The session, with its lifetime and factors; absent when none was asked for.
        session?: Session,
        /// What the User signed; there when the challenge was one of Sign-In with Ethereum.
        siwe_params?: SignedSiweParams,
        /// The device that logged in; there when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

object! {
    /// The fields of a challenge after Sign-In with Ethereum (EIP-4361).
    SiweParams {
        /// Domain that asks for the signature; wallets warn where the page is on another.
        domain: String,
        /// URI of what the User logs in to.
        uri: String,
        /// URIs of what the User takes note of by signing; may be empty.
        resources: Vec<String>,
        /// ID of the chain after EIP-155, a positive number; `1`, Ethereum's main net, when absent.
        chain_id?: String,
        /// What the User agrees to by signing, one line of ASCII.
        statement?: String,
        /// When the message was made; now when absent.
        issued_at?: Timestamp,
        /// When the message begins to be valid; now when absent.
        not_before?: Timestamp,
        /// Your own ID of the attempt, of characters that a URI's path may have.
        message_request_id?: String,
    }
}

object! {
    /// The fields of a signed message after Sign-In with Ethereum (EIP-4361).
    SignedSiweParams {
        /// Domain that asked for the signature.
        domain: String,
        /// URI of what the User logged in to.
        uri: String,
        /// ID of the chain after EIP-155, a positive number.
        chain_id: String,
        /// URIs of what the User took note of by signing; may be empty.
        resources: Vec<String>,
        /// HTTP status, as of the response that it stands in.
        status_code: i32,
        /// When the message was made.
        issued_at?: Timestamp,
        /// Your own ID of the attempt.
        message_request_id?: String,
    }
}
