//! Messages about names, marks and types of fields in other notations.

use super::{check_body, check_object, check_sections, fields::check_advice, messages};

#[test]
fn separators() {
    insta::assert_snapshot!(messages(
        &[
            "key => String",
            "key = String, b: String",
            "key -> String",
            "key := String",
            "key String",
            "key @ String",
            "key | String",
            "key(String)",
            "key(String), door_id?: String",
            "key(): String",
            "key<String>",
            "fn key(&self) -> String",
            "fn key() -> Vec<String>; fn door() -> String;",
            "pub fn key(&self) -> String; door = String; id: String",
            "pub(in crate::doors) key: String, pub(crate) fn door() -> String;",
            "key? => String",
            "doorId => Option<String>",
            "type => String = \"kind\"",
            "key: : String",
            "key:: String",
            "key:: std::string::String",
            "key =>",
            "key: ",
            "key =>, b: String",
            "key = 5, b: String",
            "key = \"k\"",
            "a, b, c?: String",
            "a, b",
            "a; b: String",
            "key string",
            "key *string",
            "DoorID string",
            "key string count int flag *bool",
            "key String! tags []string b String",
            "key string not null, b String",
            "a, b!: String",
            "floors []int, ids []string, list []Door, number int",
            "Tags map[string]string, doors map[string]*Door, Name *string",
            "Data struct { A int }, Lock *Lock",
            "at *time.Time, raw json.RawMessage, any interface{}, ids []*string",
            "floors []int\n labels map[string]string\n name string",
            // The compiler drops the backticks around a tag.
            "Key string json:\"key\" Name *string json:\"name,omitempty\" validate:\"min=1\"",
            "Key string json:\"-\", Id string json:\",omitempty\"",
            "a?: String \"json:nick_name,omitempty\", b: String \"json:\\\"doorId\\\" form:\\\"x\\\"\"",
            "key String; b: : String; c => String; d: String",
        ],
        check_advice,
    ));
}

#[test]
fn columns() {
    insta::assert_snapshot!(messages(
        &[
            "a BOOLEAN NOT NULL, b VARCHAR(64) PRIMARY KEY, c TEXT, d INTEGER DEFAULT 0",
            "a: BOOLEAN NOT NULL, b: TEXT NULL, c: Timestamp UNIQUE",
            "a TIMESTAMP WITH TIME ZONE DEFAULT now(), b BIGINT REFERENCES owners(id), c text not null",
            "a NUMERIC(10, 2) CHECK (a > 0), b UUID, c: UUID",
        ],
        check_body,
    ));
}

#[test]
fn foreign_names() {
    insta::assert_snapshot!(messages(
        &[
            "door-id: String",
            "door-id?: String, b: String",
            "door-id: String door-name: String",
            "door.id: String",
            "door::id: String",
            "door/id: String",
            "ids[]: Vec<String>",
            "filter[name]: String",
            "$ref: String",
            "@type: String",
            "2fa: String",
            "2fa_code?: String",
            "42: String",
            "X-Trace-Id: String = \"X-Trace\"",
            "\"kind\": String",
            "\"kind\"?: String",
            "\"door-id\": \"string\"",
            "\"door id\": String, \"\": String",
            "\"🔑\": String, \"größe\": String",
            "\"x²\": String",
            "\"type\": \"string\", \"self\": bool",
            "\"a\": String \"b\": String",
            "self: String, super?: String, crate: String = \"c\"",
            "Self?: String",
            "__: String",
            "_: String, b: String",
            "- key: String",
            "--key: String, %b: String",
            "\"key\" => String, \"b\" String",
            "* key: String",
        ],
        check_advice,
    ));
    insta::assert_snapshot!(
        "foreign_names_in_header",
        messages(
            &[
                "header { X-Trace-Id: String }",
                "header { X-Trace-Id?: Option<String> }",
                "header { xTraceId: String }",
                "header { xTraceId?: TraceId }",
                "header { XTrace: String = \"X-Trace\" }",
                "header { \"X-Trace-Id\": String, \"trace\": String }",
                "header { trace_id => String }",
                "header { String traceId; }",
                "response { doorId!: String, door-name!: String }",
            ],
            check_sections,
        )
    );
}

#[test]
fn modifiers() {
    insta::assert_snapshot!(messages(
        &[
            "let key: String",
            "let mut key: String",
            "let key",
            "mut key: String",
            "const key: String, static b: String",
            "var key: String, val b: String?, readonly c?: String",
            "val key: Double, pub lock: Double, Long floor; private List<Short> shifts;",
            "private key: String, public b: String",
            "pub mut key: String",
            "override key: String",
            "key: mut String, b: optional String, c: required String",
            "let type: String",
            "let door-id: String",
            "required key: String",
            "required key?: String",
            "optional key: String",
            "optional doorId: String",
            "repeated ids: String",
            "key: String required, b: String optional",
            "required: bool, optional: bool, private!: bool",
            "@NotNull key: String",
            "@Id val key: String?, @Json(\"kind\") var doorKind: String",
            "@Query(\"door-id\") String door",
            "@SerializedName(\"door_id\") private final String doorId;",
            "[JsonPropertyName(\"kind\")] public string Kind { get; set; }",
            "@Nullable key: String, @Nullable String b, @Optional() c: String, @IsString() d: string",
            "@RequestParam(value = \"k\", required = false) String key",
            "@RequestParam(defaultValue = \"k\") String key, @ApiProperty({ required: false }) b: String",
            "@javax.annotation.Nullable key: String, [JsonProperty(\"k\"), Required] string b",
        ],
        check_advice,
    ));
    insta::assert_snapshot!(
        "modifiers_in_other_sections",
        messages(
            &[
                "response { required key: String, optional b: String }",
                "path { optional key: String, @Nullable String b }",
                "query { required key: String }",
            ],
            check_sections,
        )
    );
}

#[test]
fn types_before_names() {
    insta::assert_snapshot!(messages(
        &[
            "char *key_id; const char* name; int *age, Door *door, key *string",
            "String door_id;",
            "String door_id, String key,",
            "String doorId; String? key; List<String> names;",
            "string door_id = 1; repeated string ids = 2; optional int32 count = 3;",
            "1: string door_id, 2: optional string key;",
            "private final String doorId; private int count = 0;",
            "map<string, string> labels = 3 [deprecated = true];",
            "string[] ids; std::string::String key;",
            "String kind = \"door-kind\", bool b",
            "required string door_id = 1;",
            "public string? Name { get; set; } [Id] public List<int> Ids { get; set; } bool b",
        ],
        check_advice,
    ));
}

#[test]
fn misplaced_marks() {
    insta::assert_snapshot!(messages(
        &[
            "?key: String",
            "key ?: String!",
            "key: ?String",
            "key: !String",
            "key: String?, b: String!",
            "key: !, b: ?, c?: !, d: ? = \"e\"",
        ],
        check_advice,
    ));
    insta::assert_snapshot!(
        "misplaced_marks_in_other_sections",
        messages(
            &[
                "response { key: String!, b: String?, !c: String, d: !, e: ? }",
                "path { key: String?, b: String! }",
            ],
            check_sections,
        )
    );
    insta::assert_snapshot!(
        "misplaced_marks_in_objects",
        messages(&["Door { key: String!, b: String? }"], check_object)
    );
}

#[test]
fn misplaced_wire_names() {
    insta::assert_snapshot!(messages(
        &[
            r#"a: String json:"lvl", b: i32 json:"b,omitempty" xml:"b""#,
            r#"@rename("colour") a: String, @JsonAlias("b-1") b: String, @Description("a thing") c: String"#,
            r#"a: str = Field(..., alias="doorId"), b: Optional[int] = Field(default=None, alias="lockId")"#,
            "\"door-id\": a?: String, \"b-b\" => b: Vec<String>, \"c-c\" c: i32",
            "kind = \"type\": String",
            "kind as \"k\": String",
            "kind @ \"k\"?: String",
            "kind \"k\": String",
            "kind(\"k\"): String",
            "kind: \"k\": String",
            "kind: String as \"k\"",
            "kind: String @ \"k\", b: String",
            "kind: String => \"k\"",
            "kind: String -> \"k\"",
            "kind: String: \"k\"",
            "kind: Vec<String> \"k\"",
            "kind?: Option<String> as \"k\"",
            "kind: String = X-Kind",
            "kind: String = k",
            "kind: String = 'k'",
            "kind: String = b\"k\"",
        ],
        check_advice,
    ));
}
