//! Recovery codes in a file.

use crate::{Secret, cli::authenticators::row::Problem};

/// The cause of the problem that [`check_plain`] reports.
pub(crate) const HASHED: &str = "hashed recovery codes";

/// The beginnings of hashes, in the formats of crypt, PHC, LDAP, Django and Werkzeug.
const HASH_PREFIXES: [&str; 14] = [
    "$1$", "$2a$", "$2b$", "$2x$", "$2y$", "$5$", "$6$", "$argon2", "$pbkdf2", "$scrypt",
    "argon2$", "bcrypt", "pbkdf2", "scrypt",
];

/// The numbers of hexadecimal digits of SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512.
const HASH_DIGITS: [usize; 5] = [40, 56, 64, 96, 128];

/// Splits a text into recovery codes: a JSON array of strings, or codes between commas, semicolons or vertical
/// bars. If there are none of these, the codes are between spaces. Otherwise, a space is part of a code.
pub(crate) fn split(text: &str) -> Vec<Secret> {
    if text.trim_start().starts_with('[')
        && let Ok(codes) = serde_json::from_str::<Vec<String>>(text)
    {
        return codes.into_iter().map(Secret::from).collect();
    }
    let is_separator = |char| matches!(char, ',' | ';' | '|');
    let has_separator = text.contains(is_separator);
    let codes = text.split(
        |char: char| {
            if has_separator { is_separator(char) } else { char.is_whitespace() }
        },
    );
    let codes = codes.map(str::trim).filter(|code| !code.is_empty());
    codes.map(Secret::from).collect()
}

/// Refuses hashes: once moved, only the hash itself would log in.
pub(crate) fn check_plain(codes: &[Secret]) -> Result<(), Problem> {
    if codes.iter().any(|code| is_hash(code.expose())) {
        return Err(Problem::new(HASHED, "the recovery codes are hashes"));
    }
    Ok(())
}

fn is_hash(code: &str) -> bool {
    let code = code.trim();
    let is_hex = code.bytes().all(|byte| byte.is_ascii_hexdigit());
    // 32 bytes or more in base64: the hash of Keycloak, or a SHA-256 or SHA-512.
    let is_long_base64 = code.len() >= 43
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=-_".contains(&byte));
    let has_prefix = HASH_PREFIXES.iter().any(|prefix| code.starts_with(prefix));
    has_prefix
        || code.starts_with('{')
        || is_hex && HASH_DIGITS.contains(&code.len())
        || is_long_base64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        split(text).iter().map(|code| code.expose().to_owned()).collect()
    }

    #[test]
    fn codes_are_split() {
        let expected = ["ckss-2skx-ebow", "spbc-424h-usy0"];
        for text in [
            "ckss-2skx-ebow spbc-424h-usy0",
            "ckss-2skx-ebow;spbc-424h-usy0",
            "ckss-2skx-ebow, spbc-424h-usy0,",
            "ckss-2skx-ebow|spbc-424h-usy0",
            r#"["ckss-2skx-ebow", "spbc-424h-usy0"]"#,
        ] {
            assert_eq!(codes(text), expected, "{text}");
        }
        assert_eq!(codes("1234 5678, 8765 4321"), ["1234 5678", "8765 4321"]);
        assert!(codes("").is_empty() && codes(" ; ").is_empty());
    }

    #[test]
    fn hashes_are_recognized() {
        let sha1 = "a9993e364706816aba3e25717850c26c9cd0d89d";
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let hashes = [
            "$2b$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234",
            "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA",
            "pbkdf2_sha256$600000$salt$aGFzaA=",
            "{SSHA}aGFzaA==",
            "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
            sha1,
            sha256,
        ];
        for hash in hashes {
            let problem = check_plain(&[Secret::from("ckss-2skx-ebow"), Secret::from(hash)]);
            assert_eq!(problem.unwrap_err().cause, HASHED, "{hash}");
        }
        let plain =
            ["ckss-2skx-ebow", "12345678", "a1b2c3d4e5", "0f8fad5bd9cb469fa16570867728950e"];
        assert_eq!(check_plain(&plain.map(Secret::from)), Ok(()));
    }
}
