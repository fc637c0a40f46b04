//! Passwords: their strength, and the hashes of imported ones.

use crate::{object, open_enum};

open_enum! {
    /// The hash algorithm of an imported password.
    PasswordHashType {
        /// bcrypt, in its usual encoded form.
        Bcrypt = "bcrypt",
        /// MD5, salted according to `md_5_config`.
        Md5 = "md_5",
        /// Argon2i, encoded, or in hex with an `argon_2_config`.
        Argon2i = "argon_2i",
        /// Argon2id, encoded, or in hex with an `argon_2_config`.
        Argon2id = "argon_2id",
        /// SHA-1, salted according to `sha_1_config`.
        Sha1 = "sha_1",
        /// SHA-512, salted according to `sha_512_config`.
        Sha512 = "sha_512",
        /// scrypt, in PHC form, or in base64 with a `scrypt_config`.
        Scrypt = "scrypt",
        /// phpass, in its usual encoded form.
        Phpass = "phpass",
        /// PBKDF2, in base64 with a `pbkdf_2_config`.
        Pbkdf2 = "pbkdf_2",
    }
}

object! {
    /// The salt of a plain digest of a password.
    #[request]
    SaltConfig {
        /// Salt prepended to the password; may be empty.
        prepend_salt: Secret,
        /// Salt appended to the password; may be empty.
        append_salt: Secret,
    }
}

object! {
    /// The parameters of an Argon2 hash.
    #[request]
    Argon2Config {
        /// The salt that the hash was made with.
        salt: Secret,
        /// Number of iterations.
        iteration_amount: i32,
        /// Memory used, in kibibytes.
        memory: i32,
        /// Degree of parallelism.
        threads: i32,
        /// Length of the hash, in bytes.
        key_length: i32,
    }
}

object! {
    /// The parameters of an scrypt hash.
    #[request]
    ScryptConfig {
        /// The salt, base64.
        salt: Secret,
        /// The cost `N`: a power of two from 2 to 262144.
        n_parameter: i32,
        /// The block size `r`.
        r_parameter: i32,
        /// The degree of parallelism `p`.
        p_parameter: i32,
        /// Length of the hash, in bytes.
        key_length: i32,
    }
}

object! {
    /// The parameters of a PBKDF2 hash.
    #[request]
    Pbkdf2Config {
        /// The salt, base64.
        salt: Secret,
        /// Number of iterations.
        iteration_amount: i32,
        /// Length of the hash, in bytes.
        key_length: i32,
        /// Digest inside the HMAC; SHA-256 when empty.
        algorithm: Pbkdf2Algorithm,
    }
}

open_enum! {
    /// The digests inside the HMAC of a PBKDF2 hash.
    Pbkdf2Algorithm {
        /// SHA-256, the default.
        Sha256 = "sha256",
        /// SHA-512.
        Sha512 = "sha512",
    }
}

open_enum! {
    /// The policy for the strength of passwords.
    PasswordStrengthPolicy {
        /// Number of guesses needed, as estimated by the zxcvbn library.
        Zxcvbn = "zxcvbn",
        /// Length and kinds of characters: lower case, upper case, digits, symbols.
        Luds = "luds",
    }
}

object! {
    /// Which requirements of the LUDS policy a password meets.
    LudsFeedback {
        /// Whether it has a lower-case letter.
        has_lower_case: bool,
        /// Whether it has an upper-case letter.
        has_upper_case: bool,
        /// Whether it has a digit.
        has_digit: bool,
        /// Whether it has a symbol: any character other than a letter from A to Z or a digit.
        has_symbol: bool,
        /// How many more kinds of characters it needs.
        missing_complexity: i32,
        /// How many more characters it needs.
        missing_characters: i32,
    }
}
