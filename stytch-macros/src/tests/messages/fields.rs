//! Messages about fields.

use super::{check_body, check_object, check_sections, messages};
use crate::{errors::Errors, lower, model::Presence, parse, tests::with_crate};

/// Checks body fields. Asserts that each suggested line declares one of the recognized fields, with the
/// same name, wire name and presence.
pub(super) fn check_advice(fields: &str) -> Errors {
    let understood = body_fields(fields).1;
    for (_, message) in check_body(fields).into_messages() {
        let Some((_, advice)) = message.rsplit_once("write `") else { continue };
        let line = advice.split_once('`').map_or(advice, |(line, _)| line);
        if line.starts_with('#') || !line.contains(':') {
            continue;
        }
        let (messages, written) = body_fields(line);
        assert_eq!(messages, [], "{message}");
        let is_understood = |field: &String| understood.contains(field);
        assert!(written.iter().all(is_understood), "{message}: {written:?}, not {understood:?}");
    }
    check_body(fields)
}

/// The messages about body fields, and the fields that the request has.
fn body_fields(fields: &str) -> (Vec<(String, String)>, Vec<String>) {
    let declaration = format!("x: POST \"/x\"; body {{ {fields} }}");
    let mut errors = Errors::new();
    let mut written = parse::parse_endpoints(with_crate(&declaration), &mut errors);
    let endpoint = written.pop().and_then(|written| lower::lower_endpoint(written, &mut errors));
    let endpoint = endpoint.expect("the endpoint has a name");
    let fields = endpoint.request.fields.iter().map(|field| {
        let mark = if field.presence == Presence::Optional { "?" } else { "" };
        format!("{}{mark} = {}", field.name, field.wire_name)
    });
    (errors.into_messages(), fields.collect())
}

#[test]
fn fields() {
    insta::assert_snapshot!(messages(
        &[
            "a",
            "a, b: String",
            "a:",
            "a = \"b\"",
            "a String",
            "a @ String, b!: String",
            ": String",
            "42: String, b!: String",
            "a: String b: String",
            "a: Vec<String> b?: String",
            "a: String; b: String",
            "a: String 42, b!: String",
            "#[doc = \"Docs of nothing.\"]",
            "pub a: String, pub(crate) b: String",
            "type: String, self: String, _: String",
            "a!: String",
            "a?!: String",
            "a: String?",
            "a: String!",
            "a?: String?",
            "a!: String?",
            "a: ?String",
            "a: Option<String>, b?: std::option::Option<Vec<u8>>",
            "a: Vec<String",
            "a: BTreeMap<String, c: String",
            "a: fn, b!: String",
            "a: String, a: bool",
            "a: String, b: String = \"a\"",
            "first_name: String = \"first-name\", last_name: String = \"first-name\"",
            "b: String = \"a\", a: String",
            "b: String = \"x\", a: String = \"b\", b: String = \"x\"",
            "a: String = \"\"",
            "a: String = 3",
            "a: i32 = 1, b?: i64 = 2",
            "a: i32 = 1, b: i32 = 3",
            "doorId @0 :Text; floor @1 :Int32;",
            "id String @id @default(uuid())\n floor Int? @map(\"x\")\n @@index([id])",
            "a: String =",
            "a: String = b, c!: String",
            "new?: String, default?: String",
            "new?: Vec<Door>, default?: BTreeMap<String, Secret> = \"d\"",
            "doorNumber?: Vec<i32>, DoorLabel: String = \"door-label\"",
        ],
        check_body,
    ));
}

#[test]
fn default_values() {
    let values = [
        "key: String = None",
        "key?: String = None",
        "key: i32 = 5, b: String",
        "key: String = default",
        "key: String = String::new()",
        "key: String = \"x\".to_owned(), b: String",
        "key: Vec<String> = vec![]",
        "key: bool = true",
        "key: String? = null",
        "val key: String? = null",
        "key: String = Default::default()",
        "key: String = { 5 }",
    ];
    insta::assert_snapshot!(messages(&values, check_advice));
    insta::assert_snapshot!(
        "default_values_in_other_sections",
        messages(
            &["response { key: i32 = 5, b?: bool = true }", "path { key: String = None }"],
            check_sections,
        )
    );
}

#[test]
fn parts_of_structs_and_methods() {
    insta::assert_snapshot!(messages(
        &[
            "...Base, b: String",
            "..Base",
            "b: String, ..Default::default()",
            "&self, b: String",
            "self",
            "&mut self, b: String",
            "self: &Self, b: String",
            "key: String where String: Clone, b: String",
            "(a, b), c: String",
            "String, bool",
            "Vec<String>, b: String",
            "struct Lock { id: String }, b: String",
            "type Key = String; b: String",
            "oneof kind { string a = 1; }, b: String",
            "[key: string]: string; b: String; c: String",
            "key: String;; b: String",
            "[key: string]: string, b: String",
            "key: String,, b: String",
            ", b: String",
            "b: String, ..",
            "...base, b: String",
            "...OtherDoor",
            "fn open(&self) -> bool { true } b: String",
            "a: String, pub async fn open(&self) {}, fn close() { } b: String",
            "a: String, # on the door, left\n b: String",
            "# the first\n /// Docs.\n b: String",
            "b: String, fn open() {}",
            "b: String, # the last",
            "a: String # on the door,\n b: Vec<String> # the last",
            "required: [\"a\", \"b\"], a: String",
            "\"required\": [\"a\"], a: String",
        ],
        check_body,
    ));
}

#[test]
fn schemas_and_examples() {
    insta::assert_snapshot!(messages(
        &[
            "key: { type: String }",
            "\"key\": { \"type\": \"string\", \"description\": \"d\" }, b: String",
            "key: { type: string, required: false }",
            "ids: { type: array, items: { type: string } }",
            "door: { $ref: \"#/components/schemas/Door\" }",
            "$ref: \"#/components/schemas/Door\", a: String",
            "\"$ref\": \"Door.json\" a: String",
            "allOf: [Base, Door]",
            "oneOf: [{ $ref: \"#/a/Base\" }] a: String",
            "type: object properties: { a: { type: string } b: { type: integer } } required: [\"a\"]",
            "doors: { type: array, items: { \"$ref\": \"#/components/schemas/Door\" } }",
            "count: 5, b: 1.5, c: true",
            "label: \"Front door\", kind: \"door\", b: \"\"",
            "\"tags\": [\"a\", \"b\"], \"counts\": [1]",
            "door: { type: \"it's\" }, b: { $ref: \"#/it's\" }",
            "door: { type: String, id: String }",
            "door: { type: String, description: String }",
            "door: { type: object, properties: { id: { type: string } } }",
            "doors: { type: array, items: { type: object, properties: { id: string } } }",
            "door: { type: object, additionalProperties: { type: integer, format: int64 } }",
            "type: object, properties: { id: { type: string }, n: integer }, required: [id]",
            r##""$schema": "x", "properties": { "door-id": { "$ref": "#/a/Id" } }, required: ["door-id"]"##,
            "title: \"Door\", properties: { lock: { type: object, properties: { id: string } } }",
            "type: object, properties: {}",
        ],
        check_advice,
    ));
}

#[test]
fn types_are_kept_whole() {
    insta::assert_snapshot!(messages(
        &[
            "key: String | null, b: String",
            "key: \"a\" | \"b\", b: String",
            "key: \"string\" b: String",
            "lock: { id: String }, b: String",
            "locks: [{ id: String }] b: String",
            "lock { id: String }",
            "ids: string[], b: String",
            "ids: [String; 3] b: String",
            "key: map[string]string, b: String",
            "key: z.string(), b: String",
            "key: BTreeMap<String, b: String, c: String",
            "key: Vec<String, b: String",
        ],
        check_body,
    ));
}

#[test]
fn words_of_other_notations_are_valid_names() {
    for word in [
        "annotation",
        "attr",
        "default_value",
        "field",
        "final_",
        "get",
        "internal",
        "member",
        "name",
        "object",
        "optional",
        "param",
        "private",
        "property",
        "public",
        "readonly",
        "repeated",
        "required",
        "schema",
        "set",
        "string",
        "val",
        "var",
    ] {
        let fields = format!("{word}: String, x_{word}?: Vec<String> = \"{word}-2\"");
        assert!(check_body(&fields).into_messages().is_empty(), "{fields}");
    }
    for ty in ["crate::Door", "::std::string::String", "BTreeMap<String, Vec<Door>>", "required"] {
        let fields = format!("a: {ty} = \"b\", c?: {ty}");
        assert!(check_body(&fields).into_messages().is_empty(), "{fields}");
    }
}

/// The rejected field becomes optional, so that it is not an argument of `new`.
#[test]
fn flattened_object_is_not_an_argument() {
    assert_eq!(body_fields("#[serde(flatten)] base: Base").1, ["base? = base"]);
    assert_eq!(body_fields("#[serde(flatten)] rest: Metadata").1, ["rest = rest"]);
}

#[test]
fn too_many_fields() {
    let fields = |count: usize| {
        let fields: Vec<_> = (0..count).map(|index| format!("f{index}: bool")).collect();
        fields.join(", ")
    };
    assert!(check_body(&fields(256)).into_messages().is_empty());
    assert_eq!(
        check_body(&fields(20_000)).into_messages(),
        [(
            "f256".to_owned(),
            "a type can have at most 256 fields; move some into an `object!`".to_owned()
        )]
    );
}

#[test]
fn several_marks() {
    insta::assert_snapshot!(messages(
        &[
            "path { a?!: String }",
            "query { a!?: String }",
            "header { a!?: String }",
            "body { a!?: Vec<String>, b!: Option<i32>, c!: i32?, d??: i32, e!!: i32, f?: i32? }",
            "response { a!?: i32, b?!: Nullable<i32>, c!: Option<i32>, d!: i32?, e!: number | null }",
            "response { a??: i32, b!!: i32, c!?!: i32, \"d\"!?: i32, r#type!?: string }",
        ],
        check_sections,
    ));
    insta::assert_snapshot!(messages(
        &["O { a?!: String, b!: Option<i32> }", "#[request] O { a?!: String, b!!: i32 }"],
        check_object,
    ));
}
