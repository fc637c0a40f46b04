//! Names: how the vendor's SDKs would call an operation that the facts don't have yet, and how the
//! catalog calls what the vendor's SDKs have.

use super::facts::Operation;

/// Resources whose name in the facts, that of a file of the vendor's SDKs, is not the one by which a
/// caller reaches them there and here; the name here, and why.
const RESOURCES: [(&str, &str, &str); 3] = [
    ("connected_apps", "connected_app", "the SDKs' client has `connected_app`"),
    ("otp", "otps", "the SDKs' client has `otps`, as do the paths"),
    ("passwords_session", "passwords_sessions", "the SDKs' passwords have `sessions`"),
];

/// The name in the catalog, with the resource in one word: `b2b.magic_links_email.send`.
pub(super) fn flat_name(operation: &Operation) -> String {
    let (half, resource) = operation.resource.split_once('/').unwrap_or_default();
    let ours = RESOURCES.iter().find_map(|(vendors, ours, _)| {
        let below = resource.strip_prefix(vendors)?;
        (below.is_empty() || below.starts_with('_')).then(|| format!("{ours}{below}"))
    });
    let resource = ours.unwrap_or_else(|| resource.to_owned());
    format!("{half}.{resource}.{}", operation.sdk_method)
}

/// `b2b.magic_links_email.send` of `b2b.magic_links.email.send`: the facts name the SDKs' files, which
/// do not tell where one resource ends and the next begins.
pub(super) fn flatten(name: &str) -> String {
    let (half, rest) = name.split_once('.').unwrap_or_default();
    let (resource, method) = rest.rsplit_once('.').unwrap_or_default();
    format!("{half}.{}.{method}", resource.replace('.', "_"))
}

/// Resource and method, `b2b/magic_links_email` and `login_or_signup`, of the operation ID
/// `api_magic_v1_b2b_magic_links_email_LoginOrSignup`. Where that names no resource, the path does.
pub(super) fn names(operation_id: &str, path: &str) -> (String, String) {
    let (half, path) = match path.strip_prefix("/v1/b2b/") {
        Some(path) => ("b2b", path),
        None => ("consumer", path.trim_start_matches("/v1/")),
    };
    let id = operation_id.split_once("_v1_").map_or(operation_id, |(_, id)| id);
    let (resource, method) = id.rsplit_once('_').unwrap_or(("", id));
    let resource = resource.strip_prefix("b2b_").unwrap_or(resource);
    let resource =
        if resource.is_empty() { path.split('/').next().unwrap_or_default() } else { resource };
    (format!("{half}/{resource}"), snake_case(method))
}

/// `delete_mfa_phone_number` of `DeleteMFAPhoneNumber`.
fn snake_case(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| letters[index]);
        let ends_lower = before.is_some_and(|before| !before.is_ascii_uppercase());
        let begins_word = letters.get(index + 1).is_some_and(char::is_ascii_lowercase);
        if index > 0 && letter.is_ascii_uppercase() && (ends_lower || begins_word) {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
