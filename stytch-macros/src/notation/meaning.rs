//! The equivalent of a type in a spec.

/// The equivalent of a type in another notation.
#[derive(Clone)]
pub(crate) enum Meaning {
    /// This type.
    Type(String),
    /// Usually this type. The message lists all choices.
    OneOf {
        likely: String,
        words: String,
    },
    /// An integer of 8 bits.
    Byte,
    /// A field that may be absent, of this type.
    Optional(String),
    /// An `open_enum!`: the type lists its values.
    Values,
    /// An `object!`: the type lists its fields.
    Object,
    /// A list of such objects.
    Objects,
    /// Nothing: the type has no value.
    Nothing,
    Unknown,
}

impl Meaning {
    /// The type to suggest, if any.
    pub(crate) fn into_type(self) -> Option<String> {
        match self {
            Self::Type(ty) | Self::OneOf { likely: ty, .. } | Self::Optional(ty) => Some(ty),
            Self::Byte => Some("u32".to_owned()),
            Self::Values | Self::Object | Self::Objects | Self::Nothing | Self::Unknown => None,
        }
    }

    pub(super) fn list_of(element: Self) -> Self {
        match element {
            Self::Byte => Self::Type("String".to_owned()),
            Self::Object => Self::Objects,
            Self::Optional(element) => Self::Type(format!("Vec<Nullable<{element}>>")),
            element => match element.into_type() {
                Some(element) => Self::Type(format!("Vec<{element}>")),
                None => Self::OneOf {
                    likely: "Vec<Json>".to_owned(),
                    words: "`Vec<T>` with the type of its elements".to_owned(),
                },
            },
        }
    }

    pub(super) fn optional(self) -> Self {
        match self {
            Self::Values => Self::Values,
            Self::Object => Self::Object,
            other => other.into_type().map_or(Self::Unknown, Self::Optional),
        }
    }

    /// A union of types, such as `string | null`.
    pub(super) fn one_of(members: Vec<Self>) -> Self {
        let count = members.len();
        let mut types: Vec<_> =
            members.into_iter().filter(|member| !matches!(member, Self::Nothing)).collect();
        let is_optional = types.len() < count;
        let united = match types.pop() {
            None => return Self::Nothing,
            Some(last) if types.is_empty() => last,
            Some(Self::Values) if types.iter().all(|ty| matches!(ty, Self::Values)) => Self::Values,
            Some(_) => Self::Type("Json".to_owned()),
        };
        if is_optional { united.optional() } else { united }
    }

    pub(super) fn map_of(map: &str, value: Self) -> Self {
        let value = match value {
            Self::Optional(value) => Some(format!("Nullable<{value}>")),
            value => value.into_type(),
        };
        match value {
            Some(value) => Self::Type(format!("{map}<String, {value}>")),
            None => Self::OneOf {
                likely: "Metadata".to_owned(),
                words: "`BTreeMap<String, T>`, or `Metadata` for values of any type".to_owned(),
            },
        }
    }
}
