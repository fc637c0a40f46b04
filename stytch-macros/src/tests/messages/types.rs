//! Messages about types, and where they can be used.

use super::{check_body, check_endpoint, check_sections, messages};

#[test]
fn types() {
    insta::assert_snapshot!(messages(
        &[
            "a: &'static str",
            "a: &str",
            "a: &[String]",
            "a: [String]",
            "a: [u8; 4]",
            "a: str",
            "a: impl Into<String>",
            "a: Box<dyn Any>",
            "a: (String, bool)",
            "a: ()",
            "a: _",
            "a: *const u8",
            "a: fn() -> bool",
            "a: Fn() -> bool",
            "a: Self",
            "a: Cow<'a, str>",
            "a: Vec<&'a str>",
            "a: Vec<Option<String>>",
            "a: Iterator<Item = String>",
            "a: Array<{ 3 }>",
            "a: BTreeMap<u8, String>",
            "a: vec![String]",
            "a: Option<Option<String>>",
            "a: Vec, b: Vec<>, c: Vec<String, String>",
            "a: BTreeMap<String>, b: HashMap, c: Nullable, d: Box, e: Option, f?: Option",
        ],
        check_body,
    ));
}

#[test]
fn types_of_other_notations() {
    insta::assert_snapshot!(messages(
        &[
            "a: string, b: str, c: text, d: uuid, e: bytes",
            "a: boolean, b: Boolean, c: Bool",
            "a: integer, b: Integer, c: int, d: Long, e: int32, f: uint64, g: short",
            "a: u8, b: i16, c: u16, d: usize, e: isize, f: i128, g: u128, h: f32, i: char",
            "a: number, b: float, c: double, d: BigDecimal",
            "a: any, b: object, c: json, d: null, e: void",
            "a: array, b: Array<String>, c: List<Door>, d: list[str], e: [string], f: []string",
            "a: string[], b: string[][], c: Door[], d: Array<string[]>, e: Array<Array<int>>",
            "a: Cell[], b: Cell | null, c: *Cell, d: list[Arc], e: dict[str, Optional]",
            "a: map, b: Map<string, int>, c: Record<string, Door>, d: dict[str, Any], e: map[string]int",
            "a: Map<string, string[]>, b: Record<string, { id: string }>",
            "a: List<Long>, b: Map<String, Double>, c: Array<List<Float>>, d: Set<Date>, e: List<Cell>",
            "a: HashSet<String>, b: BTreeSet<u8>, c: VecDeque<Vec<&str>>, d: HashSet",
            "a: Arc<Door>, b: Rc<str>, c: Cow<str>, d: Result<Door, Error>, e: RefCell<&Door>",
            "a: std::time::Duration, b: std::time::SystemTime, c: core::cell::Cell<u8>, d: SystemTime",
            "a: DateTime<Utc>, b: chrono::DateTime<chrono::Utc>, c: chrono::NaiveDate, d: uuid::Uuid",
            "a: time::OffsetDateTime, b: ::url::Url, c: bytes::Bytes, d: Vec<rust_decimal::Decimal>",
            "a: jiff::Zoned, b: serde_json::Map<String, serde_json::Value>, c: smallvec::SmallVec<u8>",
            "a: Vec<string>, b: BTreeMap<String, usize>, c: Nullable<char>, d: Box<int>, e: Page<string>",
            "a: Vec<u8>, b: [u8; 32], c: &[u8], d: bytes[], e: byte[], f: Vec<Vec<u8>>",
        ],
        check_body,
    ));
}

#[test]
fn types_as_calls() {
    insta::assert_snapshot!(messages(
        &[
            "a: z.string().email(), b: z.number().int().optional(), c: z.string().array()",
            "a: z.array(z.string()), b: z.coerce.date(), c: z.nullable(z.string())",
            r##"a: $ref("Door"), b: $ref("#/components/schemas/Door"), c: $ref(Door)"##,
            "a: z.string().email, b: z.string().",
        ],
        check_body,
    ));
}

#[test]
fn types_of_optional_fields() {
    insta::assert_snapshot!(messages(
        &[
            "a?: String | null",
            "a: String | null, b?: string | undefined, c: null | Door, d: string[] | null",
            "a: Optional<String>, b: Maybe<int>, c: Optional[str], d: Option<string>, e: *string",
            "a?: Option<Vec<u8>>, b: Option<[u8; 4]>, c: Option<Vec<String>>",
            "a: Option<Vec<&str>>, b: std::option::Option<u8>, c: Option, d: Option<impl Trait>",
            "a: (string | null)[], b: Array<string | null>, c: Vec<Option<u8>>, d: Vec<Optional<u8>>",
        ],
        check_body,
    ));
    insta::assert_snapshot!(
        "types_of_optional_path_fields",
        messages(
            &[
                "x: POST \"/{a}/{b}\"; path { a: string | null, b: Option<String> }",
                "x: POST \"/{a}/{b}\"; path { a: float, b: Option<Vec<String>> }",
            ],
            check_endpoint,
        )
    );
}

#[test]
fn types_that_list_their_parts() {
    insta::assert_snapshot!(messages(
        &[
            "kind: \"a\" | \"b\", lock_kind: \"a\", other: 'a' | 'b' | null",
            "lock: { id: String }, locks: [{ id: String }], keys: { id: string }[]",
            "a: Array<{ id: string }>, b: { id: string } | null, c: string | number, d: (string)",
            "a: \"string\", b: \"String\", c: [\"integer\"]",
            "a: 5, b: -1, c: Vec<String, d!: bool",
            "a: Vec<String>>, b: Vec<Option<u8>",
            "a: Vec(String), b: BTreeMap(String, int), c: List(str), d: Nullable(String), e: Door(3)",
            "a: Map<string, b: Vec<Vec<u8>, c: &, d: | , e: map[], f: [;]",
        ],
        check_body,
    ));
}

#[test]
fn tuples_values_and_quotes() {
    insta::assert_snapshot!(messages(
        &[
            "a: (f64, f64), b: (String, i32), c: (String,), d: Vec<(String, fn())>",
            "a: [string, number], b: [string, string], c: (string | null)[]",
            "a: \"on-hold\" | \"b\", b: \"a\" | \"b\" | \"c\" | \"d\" | \"e\", c: 'c'",
            "a: Literal[\"a\", \"b\"], b: enum(\"a\"), c: \"it's\" | null",
            "a: \"Door\", b: \"Vec<String>\", c: \"string | null\", d: \"string[]\"",
            "a: \"it's\", b: \"Front door\", c: \"Vec<(String\"",
            "\"a\": \"Alice\", \"b\": \"String\"",
            "a: struct Door, b: struct _Door, c: enum Level, d: struct Door { e: String }",
            "a: _, b?: Vec<_>",
        ],
        check_body,
    ));
}

#[test]
fn stand_ins_are_not_checked_again() {
    insta::assert_snapshot!(messages(
        &[
            "#[pages(a)] x: POST \"/x\"; body { cursor?: number } \
             response { a: object, next_cursor: number }",
            "#[pages(a)] x: POST \"/x\"; body { cursor?: String } \
             response { a: list, results_metadata: { next_cursor: String } }",
            "x: POST \"/{a}\"; path { a: object } query { b: map, c: array } \
             header { d: any, e: (String, String) = \"X-E\" } body { #[flatten] f: object }",
            "x: POST \"/x\"; header { a: string, b?: i64, r#type: Option<String> }",
        ],
        check_endpoint,
    ));
}

/// A user can declare types with these names.
#[test]
fn types_of_the_users_own_are_accepted() {
    for fields in [
        "a: Date, b: Duration, c: Uuid, d: Url, e: Value, f: List, g: Map, h: Object, i: Number",
        "a: Cell, b: Short, c: Long, d: Float, e: Double, f: Dict, g: Arc, h: LocalDate, i?: Promise",
        "a: Optional, b?: Maybe, c: Vec<Optional>, d: Nullable<Maybe>, e: models::Optional",
        "a: Vec<Date>, b: BTreeMap<String, Uuid>, c: crate::Integer, d: self::List<String>",
        "a: time::Window, b: time::Instant, c: url::Path, d: bytes::Short, e: self::time::Date",
        "a: Vec<uuid::Optional>, b: chrono::Cell, c: serde_json::Object, d: indexmap::Map",
        "a: Page<Door>, b: models::string, c: serde_json::Value, d: std::string::String",
        "a: std::vec::Vec<String>, b: std::collections::HashMap<String, bool>, c: Box<Door>",
        "a: ::std::boxed::Box<Door>, b: stytch_api::Secret, c: (String), d: std::fs::Metadata",
    ] {
        assert_eq!(check_body(fields).into_messages(), [], "{fields}");
    }
}

#[test]
fn placement() {
    insta::assert_snapshot!(messages(
        &[
            "header { x_request_id: String }",
            "header { requestId: String = \"X-Request-Id\" }",
            "header { a: String = \"X A\", b: String = \"\", c: String = \"X-C:\", d: String = \"Tür-Nr\" }",
            "header { öffner: String, ключ: String }",
            "header { a: float = \"X-A\", b: string[] = \"X-B\", c: HashSet<String> = \"X-C\" }",
            "header { a: String = \"X-A\", b: String = \"x-a\" }",
            "header { a: Vec<String> = \"X-A\", b: BTreeMap<String, String> = \"X-B\" }",
            "header { a: Metadata = \"X-A\", b: Json = \"X-B\", c: f64 = \"X-C\" }",
            "query { a: HashMap<String, bool>, b: Metadata, c?: Json, d?: Nullable<String> }",
            "query { a: Vec<Json>, b: Vec<Vec<String>> }",
            "header { a: String = \"Authorization\", b: String = \"content-type\", c: String = \"te\" }",
            "header { authorization: Secret, accept: String, user_agent?: String, host: String }",
            "header { languages?: Vec<String> = \"Accept-Language\", accept?: Vec<String>, host: f64 }",
            "header { languages?: Vec<String>, r#type: Json, b: string[], c: float, d: Metadata }",
            "header { trace_id?: \"X-Trace-Id\", auth: \"Authorization\", etag: \"ETag\", r#type: \"X-T\" }",
            "header { a: \"the key\", b: \"\", \"X-C\": \"c\", d: \"String\", e?: \"string?\", f: \"DateTime\" }",
            "response { active: bool = true, a: i32 = 5, b: i32 = 0, c?: bool = true, d: string = \"x\" }",
            "response { photo?!: Secret, 2fa_enabled: bool, 2FA-id: String, a!: Option<i32> }",
            "query { page?: \"pageToken\", c: \"c\", d: \"Front door\" } body { kind?: \"type\" } \
             response { kind!: \"door-kind\", level: \"2nd\", \"x\": \"y\" }",
        ],
        check_sections,
    ));
    insta::assert_snapshot!(
        "placement_in_form",
        messages(
            &["#[form] x: POST \"/x\"; body { a: Json, b: Metadata, c: BTreeMap<String, String> }"],
            check_endpoint,
        )
    );
}
