//! Messages about attributes whose effect the macros always generate.

use super::target::Target;

/// The message for `#[derive(…)]` and `#[non_exhaustive]` on a declaration; `None` for others.
pub(crate) fn generated_traits(attribute: &str, target: Target) -> Option<String> {
    let (noun, traits) = match target {
        Target::Endpoint => (
            "the request and the response of an endpoint",
            "`Clone`, `Debug`, `PartialEq`, `Serialize` and `Deserialize`",
        ),
        Target::Object => {
            ("an object", "`Clone`, `Debug`, `PartialEq`, `Serialize` and `Deserialize`")
        }
        Target::OpenEnum => (
            "an open enum",
            "`Clone`, `Debug`, `Default`, `Display`, `Eq`, `Hash`, `Serialize` and `Deserialize`",
        ),
        Target::Resource => ("a resource", "`Clone`, `Copy` and `Debug`"),
        Target::Field | Target::Variant | Target::Child => return None,
    };
    match attribute {
        "derive" => Some(format!("the traits of {noun} are always {traits}; remove `#[derive]`")),
        "non_exhaustive" if target != Target::Resource => {
            Some("every generated type is `#[non_exhaustive]`; remove this attribute".to_owned())
        }
        _ => None,
    }
}
