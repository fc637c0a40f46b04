//! Names: those that the vendor's SDKs would give a new operation, and those that the catalog gives
//! the operations of the SDKs.

use super::facts::Operation;

/// Resources that have a different name in the catalog than in the facts, with the reason.
///
/// The facts name a resource after its file in the vendor's SDKs; the catalog uses the name that
/// callers write.
const RESOURCES: [(&str, &str, &str); 3] = [
    ("connected_apps", "connected_app", "the SDKs' client has `connected_app`"),
    ("otp", "otps", "the SDKs' client has `otps`, as do the paths"),
    ("passwords_session", "passwords_sessions", "the SDKs' passwords have `sessions`"),
];

/// Resources of the Management API by their names in its operation IDs.
/// The IDs are in the singular, and some have names that the paths don't.
const MANAGEMENT_RESOURCES: [(&str, &str); 10] = [
    ("application", "projects"),
    ("country_code_allowlist", "country_codes"),
    ("email_template", "email_templates"),
    ("environment", "environments"),
    ("jwt_template", "jwt_templates"),
    ("password", "password_strength"),
    ("public_token", "public_tokens"),
    ("redirect_url", "redirect_urls"),
    ("secret", "secrets"),
    ("trusted_token_profile", "trusted_token_profiles"),
];

/// The name in the catalog, with a flat resource: `b2b.magic_links_email.send`.
pub(super) fn flat_name(operation: &Operation) -> String {
    let (api, resource) = operation.resource.split_once('/').unwrap_or_default();
    let renamed = RESOURCES.iter().find_map(|(vendor_name, name, _)| {
        let rest = resource.strip_prefix(vendor_name)?;
        (rest.is_empty() || rest.starts_with('_')).then(|| format!("{name}{rest}"))
    });
    let resource = renamed.unwrap_or_else(|| resource.to_owned());
    format!("{api}.{resource}.{}", operation.sdk_method)
}

/// `b2b.magic_links_email.send` for `b2b.magic_links.email.send`, to compare with a name from the facts,
/// which don't separate nested resources.
pub(super) fn flatten(name: &str) -> String {
    let (api, rest) = name.split_once('.').unwrap_or_default();
    let (resource, method) = rest.rsplit_once('.').unwrap_or_default();
    format!("{api}.{}.{method}", resource.replace('.', "_"))
}

/// Resource and method of an operation ID: `b2b/magic_links_email` and `login_or_signup` for
/// `api_magic_v1_b2b_magic_links_email_LoginOrSignup`, or for `b2b.magic_links.email.login_or_signup`. If
/// the ID doesn't contain a resource, it comes from the path.
pub(super) fn names(operation_id: &str, path: &str) -> (String, String) {
    if operation_id.contains('.') {
        let (api, rest) = operation_id.split_once('.').unwrap_or_default();
        let (resource, method) = rest.rsplit_once('.').unwrap_or(("", rest));
        return (format!("{api}/{}", resource.replace('.', "_")), method.to_owned());
    }
    if let Some(id) = operation_id.strip_prefix("pwa_") {
        let (resource, method) = id.rsplit_once('_').unwrap_or(("", id));
        let resource = resource.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let resource = resource.strip_suffix("_v").unwrap_or(resource);
        let renamed = MANAGEMENT_RESOURCES.iter().find(|(id, _)| *id == resource);
        let resource = renamed.map_or(resource, |(_, name)| name);
        let method = if method == "GetAll" { "list".to_owned() } else { snake_case(method) };
        return (format!("management/{resource}"), method);
    }
    let (api, path) = match path.strip_prefix("/v1/b2b/") {
        Some(path) => ("b2b", path),
        None => ("consumer", path.trim_start_matches("/v1/")),
    };
    let id = operation_id.split_once("_v1_").map_or(operation_id, |(_, id)| id);
    let (resource, method) = id.rsplit_once('_').unwrap_or(("", id));
    let resource = resource.strip_prefix("b2b_").unwrap_or(resource);
    let resource =
        if resource.is_empty() { path.split('/').next().unwrap_or_default() } else { resource };
    (format!("{api}/{resource}"), snake_case(method))
}

/// `delete_mfa_phone_number` for `DeleteMFAPhoneNumber`.
pub(super) fn snake_case(name: &str) -> String {
    // A brand is one word.
    let brands = [
        ("B2B", "B2b"),
        ("OAuth", "Oauth"),
        ("TOTPs", "Totps"),
        ("OTPs", "Otps"),
        ("WebAuthn", "Webauthn"),
        ("WhatsApp", "Whatsapp"),
    ];
    let name = brands.iter().fold(name.to_owned(), |name, (from, to)| name.replace(from, to));
    let letters: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| letters[index]);
        let ends_lower = before.is_some_and(|before| before.is_ascii_lowercase());
        let begins_word = letters.get(index + 1).is_some_and(char::is_ascii_lowercase);
        if index > 0 && letter.is_ascii_uppercase() && (ends_lower || begins_word) {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// `T` of `array<map<T>>`.
pub(super) fn element(ty: &str) -> &str {
    let inner = ty.strip_prefix("array<").or_else(|| ty.strip_prefix("map<"));
    inner.and_then(|inner| inner.strip_suffix('>')).map_or(ty, element)
}

/// `DeleteMfaPhoneNumber` for `delete_mfa_phone_number`.
pub(super) fn pascal_case(name: &str) -> String {
    let mut pascal_cased = String::new();
    for word in name.split('_') {
        let mut letters = word.chars();
        pascal_cased.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        pascal_cased.push_str(letters.as_str());
    }
    pascal_cased
}
