//! Which granted scopes satisfy a required one.

/// Whether `granted` scopes include the `required` one.
///
/// `read:*` includes every `read:…`; a scope without a colon includes only itself. The action is the
/// part before the first colon.
pub(super) fn grants(granted: &[String], required: &str) -> bool {
    granted.iter().any(|scope| {
        scope == required
            || match (scope.split_once(':'), required.split_once(':')) {
                (Some((action, "*")), Some((needed, _))) => action == needed,
                _ => false,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_include_themselves_and_wildcards_their_action() {
        let cases = [
            ("read:users write:users", "read:users", true),
            ("read:*", "read:users", true),
            ("read_users", "read_users", true),
            ("read:users", "write:users", false),
            ("read", "read:users", false),
            ("read:users", "read", false),
            ("read:users write:*", "delete:books", false),
            ("read:*", "read:users:all", true),
            ("read:users:*", "read:users:all", false),
            ("read:*", "read", false),
            ("*", "read:users", false),
            ("*:*", "read:users", false),
            ("read:*", "read:", true),
            ("", "read:users", false),
            ("READ:users", "read:users", false),
        ];
        for (granted, required, expected) in cases {
            let granted: Vec<_> = granted.split_ascii_whitespace().map(str::to_owned).collect();
            assert_eq!(grants(&granted, required), expected, "{granted:?} {required}");
        }
    }
}
