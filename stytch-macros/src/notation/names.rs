//! The names that other notations, the standard library and well-known crates give to types.

/// The equivalent of a named type of another notation.
#[derive(Clone, Copy)]
pub(crate) enum Named {
    /// This type.
    Type(&'static str),
    /// Usually the first; the second string describes all choices for a message.
    OneOf(&'static str, &'static str),
    /// An integer of 8 bits: a list of them is a string of bytes.
    Byte,
    /// A list of the last type argument.
    List,
    /// A map whose values are of the last type argument.
    Map,
    /// The first type argument.
    Inner,
    /// The first type argument, or nothing.
    Optional,
    /// No value.
    Nothing,
}

/// The equivalent of the type `name`; `None` for a name that is valid in a spec.
pub(crate) fn named(name: &str) -> Option<Named> {
    Some(match name {
        "str" | "Str" | "string" | "text" | "varchar" | "char" | "Char" | "Character" | "uuid"
        | "Uuid" | "UUID" | "uri" | "Uri" | "URI" | "url" | "Url" | "URL" | "email" | "Email"
        | "bytes" | "Bytes" | "binary" | "ByteBuf" | "Path" | "PathBuf" | "OsString" | "OsStr"
        | "CString" | "Ulid" | "ObjectId" | "ID" | "IpAddr" | "NaiveDate" | "LocalDate"
        | "TEXT" | "CHAR" | "VARCHAR" => Named::Type("String"),
        "boolean" | "Boolean" | "Bool" | "BOOLEAN" | "BOOL" => Named::Type("bool"),
        "u8" | "i8" | "byte" | "Byte" => Named::Byte,
        "i16" | "int8" | "int16" | "int32" | "Int32" | "sint32" | "sfixed32" | "short"
        | "Short" | "SMALLINT" => Named::Type("i32"),
        "u16" | "uint8" | "uint16" | "uint32" | "UInt32" | "fixed32" => Named::Type("u32"),
        "isize" | "i128" | "int" | "Int" | "integer" | "Integer" | "int64" | "Int64" | "sint64"
        | "sfixed64" | "long" | "Long" | "bigint" | "BigInt" | "BigInteger" | "INT" | "INTEGER"
        | "BIGINT" => Named::Type("i64"),
        "usize" | "u128" | "uint" | "UInt" | "uint64" | "UInt64" | "fixed64" | "ulong"
        | "NonZeroU32" | "NonZeroU64" | "AtomicU64" => Named::Type("u64"),
        "f32" | "float" | "Float" | "float32" | "float64" | "double" | "Double" | "decimal"
        | "Decimal" | "BigDecimal" | "FLOAT" | "DOUBLE" | "REAL" | "DECIMAL" | "NUMERIC" => {
            Named::Type("f64")
        }
        "number" | "Number" => Named::OneOf("f64", "`i64`, or `f64` if it can have a fraction"),
        "any" | "Any" | "unknown" | "mixed" | "json" | "JSON" | "RawValue" | "RawMessage"
        | "interface" | "JSONB" => {
            Named::OneOf("Json", "`Json`, or `String` outside of a JSON body")
        }
        "object" | "Object" => {
            Named::OneOf("Metadata", "the name of an `object!`, or `Metadata` for any members")
        }
        "date" | "Date" | "Time" | "datetime" | "DateTime" | "timestamp" | "NaiveDateTime"
        | "OffsetDateTime" | "LocalDateTime" | "ZonedDateTime" | "Zoned" | "SystemTime"
        | "Instant" | "TIMESTAMP" | "TIMESTAMPTZ" | "DATETIME" => Named::Type("Timestamp"),
        "Duration" | "TimeDelta" => Named::OneOf("i64", "`i64` or `i32`, in the unit of the API"),
        "array" | "Array" | "list" | "List" | "ArrayList" | "set" | "Set" | "HashSet"
        | "BTreeSet" | "IndexSet" | "VecDeque" | "LinkedList" | "BinaryHeap" | "SmallVec"
        | "Iterable" | "Iterator" | "IntoIterator" | "Collection" | "ReadonlyArray"
        | "Sequence" | "repeated" => Named::List,
        "map" | "Map" | "dict" | "Dict" | "Dictionary" | "record" | "Record" | "IndexMap"
        | "Mapping" => Named::Map,
        "Arc" | "Rc" | "Cow" | "Cell" | "RefCell" | "Mutex" | "RwLock" | "Result" | "Promise"
        | "Future" | "Readonly" => Named::Inner,
        "Option" | "Optional" | "optional" | "Maybe" | "nullable" | "nullish" => Named::Optional,
        "null" | "undefined" | "void" | "never" | "nil" | "None" | "NoneType" | "Unit" => {
            Named::Nothing
        }
        _ => return None,
    })
}

/// The equivalent of the number type `name` of other languages, which without their notation may be the
/// user's own type.
pub(crate) fn number(name: &str) -> Option<&'static str> {
    match (name, named(name)) {
        ("Double" | "Float" | "Long" | "Short", Some(Named::Type(number))) => Some(number),
        _ => None,
    }
}

/// Whether a type `name` from [`named`], without a path, may instead be the user's own: its name is in
/// upper camel case, and can also be that of an object of an API. Own types have no type arguments,
/// because those declared with `object!` are not generic.
pub(crate) fn may_be_own(name: &str, has_arguments: bool) -> bool {
    let is_camel = name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
    !has_arguments && is_camel && !is_technical(name)
}

/// Whether `name` can only be that of a type of a programming language or its libraries.
fn is_technical(name: &str) -> bool {
    matches!(
        name,
        "ArrayList"
            | "AtomicU64"
            | "BTreeSet"
            | "BigDecimal"
            | "BigInt"
            | "BigInteger"
            | "BinaryHeap"
            | "Bool"
            | "Boolean"
            | "ByteBuf"
            | "CString"
            | "HashSet"
            | "IndexMap"
            | "IndexSet"
            | "Int"
            | "Int32"
            | "Int64"
            | "Integer"
            | "IntoIterator"
            | "LinkedList"
            | "NaiveDate"
            | "NaiveDateTime"
            | "NonZeroU32"
            | "NonZeroU64"
            | "None"
            | "NoneType"
            | "OffsetDateTime"
            | "Option"
            | "OsStr"
            | "OsString"
            | "PathBuf"
            | "Rc"
            | "RawValue"
            | "ReadonlyArray"
            | "RefCell"
            | "RwLock"
            | "SmallVec"
            | "Str"
            | "SystemTime"
            | "UInt"
            | "UInt32"
            | "UInt64"
            | "VecDeque"
    )
}

/// Whether a path from `first` to `last` leads to a type of the standard library or a well-known crate.
/// Other paths may lead to the user's own types, also in a module with the name of such a crate.
pub(crate) fn is_foreign_path(first: &str, last: &str) -> bool {
    matches!(
        (first, last),
        ("std" | "core" | "alloc", _)
            | ("bigdecimal", "BigDecimal")
            | ("bytes", "Bytes")
            | ("chrono", "DateTime" | "Duration" | "NaiveDate" | "NaiveDateTime" | "TimeDelta")
            | ("indexmap", "IndexMap" | "IndexSet")
            | ("jiff", "Zoned")
            | ("rust_decimal", "Decimal")
            | ("serde_json", "Map" | "Number" | "RawValue")
            | ("smallvec", "SmallVec")
            | ("time", "Date" | "Duration" | "OffsetDateTime")
            | ("ulid", "Ulid")
            | ("url", "Url")
            | ("uuid", "Uuid")
    )
}
