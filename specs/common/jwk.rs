//! The keys that sign session JWTs.

use crate::object;

object! {
    /// A public key that signs session JWTs, as in RFC 7517.
    Jwk {
        /// Family of the key, `RSA`.
        kty: String,
        /// What the key is for, `sig`.
        r#use: String,
        /// Operations that the key is for, `verify`.
        key_ops: Vec<String>,
        /// Signature algorithm, `RS256`.
        alg: String,
        /// ID of the key, as in the header of the JWTs that it signs.
        kid: String,
        /// Certificates of the key, each base64 of DER, the key's own first.
        x5c: Vec<String>,
        /// SHA-256 digest of the first certificate, base64url.
        x5t_s256: String = "x5t#S256",
        /// Modulus of the RSA key, base64url.
        n: String,
        /// Exponent of the RSA key, base64url.
        e: String,
    }
}
