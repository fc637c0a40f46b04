//! The kinds of items that have attributes.

/// The kind of item that has attributes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Endpoint,
    Object,
    OpenEnum,
    Resource,
    Field,
    Variant,
    Child,
}

/// The item with its article, for messages.
pub(crate) fn noun(target: Target) -> &'static str {
    match target {
        Target::Endpoint => "an endpoint",
        Target::Object => "an object",
        Target::OpenEnum => "an open enum",
        Target::Field => "a field",
        Target::Variant => "a variant",
        Target::Resource => "a resource",
        Target::Child => "a child resource",
    }
}
