//! Passwords: how strong they are, and how those are hashed that come from elsewhere.

use crate::{Secret, object, open_enum};

open_enum! {
    /// How a password that comes from elsewhere is hashed.
    PasswordHashType {
        /// bcrypt, in its usual encoded form.
        Bcrypt = "bcrypt",
        /// MD5; salted as `md_5_config` says.
        Md5 = "md_5",
        /// Argon2i, encoded, or in hex with an `argon_2_config`.
        Argon2i = "argon_2i",
        /// Argon2id, encoded, or in hex with an `argon_2_config`.
        Argon2id = "argon_2id",
        /// SHA-1; salted as `sha_1_config` says.
        Sha1 = "sha_1",
        /// SHA-512; salted as `sha_512_config` says.
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
    /// How a plain digest of a password is salted.
    SaltConfig {
        /// What was put before the password; empty where nothing was.
        prepend_salt: Secret,
        /// What was put after the password; empty where nothing was.
        append_salt: Secret,
    }
}

object! {
    /// The parameters of an Argon2 hash.
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
    /// By which rules the strength of passwords is judged.
    PasswordStrengthPolicy {
        /// By guesses needed, as the zxcvbn library estimates them.
        Zxcvbn = "zxcvbn",
        /// By length and kinds of characters: lower case, upper case, digits, symbols.
        Luds = "luds",
    }
}

object! {
    /// What a password has and lacks under the LUDS policy.
    LudsFeedback {
        /// Whether it has a lower-case letter.
        has_lower_case: bool,
        /// Whether it has an upper-case letter.
        has_upper_case: bool,
        /// Whether it has a digit.
        has_digit: bool,
        /// Whether it has a symbol: any character but a letter from A to Z or a digit.
        has_symbol: bool,
        /// How many more kinds of characters it needs.
        missing_complexity: i32,
        /// How many more characters it needs.
        missing_characters: i32,
    }
}
