//! Messages about open enums.

use super::{check_open_enum, messages};

#[test]
fn open_enums() {
    insta::assert_snapshot!(messages(
        &[
            "",
            "Status",
            "Status {}",
            "enum Status { A = \"a\" }",
            "status { A = \"a\" }",
            "Status { A = \"a\" B = \"b\" }",
            "Status { A = \"a\"; B = \"b\" }",
            "Status { A, B = \"b\" }",
            "Status { A: \"a\" }",
            "Status { A(\"a\"), B = \"b\" }",
            "Status { A = 1, B = b, C = }",
            "Status { \"a\", B = \"b\" }",
            "Status { A = \"a\", A = \"b\" }",
            "Status { A = \"a\", B = \"a\" }",
            "Status { A = \"a\", A = \"a\" }",
            "Status { Unknown = \"unknown\" }",
            "Status { VALUES = \"values\" }",
            "Status { A = \"\" }",
            "Status { active = \"active\", ON_HOLD = \"on_hold\", Self = \"self\" }",
            "Status { A = \"a\", /// Docs of nothing.\n }",
            "Status { #[default] A = \"a\" }",
            "#[request] Status { A = \"a\" }",
            "Status { A = \"a\" } trailing",
            "Status { A = B = \"b\" }",
            "Status { A = &str = \"a\", B = \"b\" }",
            "Status { A = \"a\" | }",
        ],
        check_open_enum,
    ));
}

#[test]
fn variants_in_other_notations() {
    insta::assert_snapshot!(messages(
        &[
            "Level { Low, High }",
            "Level(String) = { LOW: 'l', HIGH: 'h' }",
            "Level { very-low = \"very-low\", high = \"high\" }",
            "class Level(str, Enum): LOW = \"low\" HIGH = \"high\"",
            "type: string enum: [low, high]",
            "Level { low, high }",
            "Level { Low = \"low\" High }",
            "Level { \"low\", \"high\" }",
            "Level { \"on-hold\", \"500\", \"type\", \"self\" }",
            "Level { Low => \"low\", High -> \"high\" }",
            "Level { Low: \"low\", High := \"high\" }",
            "Level { Low \"low\", High = \"high\" }",
            "Level { Low(\"low\"), High(\"high\") }",
            "Level { Low(String), Other(String) = \"other\", High { a: b } }",
            "Level { Low = 1, High = -2, Top = - \"top\" }",
            "Level { 1 = \"low\", 2 = \"high\" }",
            "Level { 1, 2 }",
            "Level { \"low\" = Low, \"high\" => High }",
            "Level { \"Low\": \"low\", \"high\": \"High\" }",
            "Level { Low | High }",
            "Level { | Low | High }",
            "Level { \"low\" | \"high\" }",
            "Level { | \"low\" | \"high\" | /// Full.\n\"full\" }",
            "Level { \"low\"; \"high\"; Full = \"full\", \"over\" }",
            "Level { \"low\" | \"low\" | \"unknown\" }",
            "Level { Low - > \"low\", High ::= \"high\" }",
            "Level { Low = \"low\" | High = \"high\" }",
            "Level { Low = \"low\" | \"quiet\" | \"silent\", Other(String), High }",
            "Level { Low = \"low\" | \"quiet\", High = \"high\" }",
            "Level { #[serde(rename = \"low\")] Low, High = \"high\" }",
            "Level { #[strum(serialize = \"lo\")] Low, #[strum(serialize = \"h\", to_string = \"hi\")] High }",
            "Level { _Custom(String), Low = \"low\" }",
            "Level { case low = \"low\" case high = \"high\" }",
            "Level { case low, high }",
            "Level { Low = \"low\"; High = \"high\"; }",
            "Level { Low: \"low\"; High: \"high\"; }",
            "Level { LOW = \"low\", high = \"high\", on_hold = \"on-hold\" }",
            "Level { type = \"type\", Self = \"self\", self = \"self_\" }",
            "Level { Low = 'l', High = b\"high\" }",
            "Level { Low = low, High = High }",
            "Level { Low = Some(\"low\"), High = \"high\".to_owned() }",
            "Level { const LOW: &str = \"low\"; pub const HIGH: &'static str = \"high\"; }",
            "Level { public static final String LOW = \"low\"; }",
            "Level { String LOW = \"low\"; }",
            "Level { Level::Low = \"low\", Level.High = \"high\" }",
            "Level { - low\n - high }",
            "Level { #[serde(other)] Unknown }",
            "Level { Low = \"low\", Unknown(String) }",
            "Level { Low = \"low\", Other(String), Custom { value: String } }",
            "Level { LOW(\"low\"), HIGH(\"high\"); }",
            "Level { Low = \"high\", High = \"high\" }",
            "Level { Low = \"low\", Quiet = \"low\", quiet = \"quiet\" }",
            "Level {{ Low = \"low\" }}",
            "Level(Low, \"high\")",
            "type Level = \"low\" | \"on-hold\"",
            "Level: \"a\" | \"b\" | \"c\" | \"d\" | \"e\";",
            "Level[Low = 1]",
            "Level { Low = \"low\", _ }",
            "Level { Low = \"low\", .. }",
            "Level { Low == \"low\" }",
            "Level { Low = \"low\" = \"quiet\", High = \"high\" }",
            "Level { Low = }",
            "Level { = \"low\", High = \"high\" }",
            "Level { #[serde(other)] Other }",
            "Level { Low: \"low\" High = \"high\" }",
            "Level { (Low, \"low\"), High = \"high\" }",
            "Level { @SerializedName(\"low\") LOW, @Json(name = \"high\") High }",
            "Level { LOW(0), HIGH(1, \"high\"), Other = 0u8 }",
            "Level { [EnumMember(Value = \"low\")] Low = 1, @Deprecated High = \"high\" }",
        ],
        check_open_enum,
    ));
}

#[test]
fn all_duplicates_of_many_variants_are_found() {
    // A scan of all earlier variants for each variant would make 2 * 10^8 comparisons.
    let variants: Vec<_> = (0..20_000).map(|index| format!("V{index} = \"v\"")).collect();
    let repeated = format!("Level {{ {} }}", variants.join(", "));
    assert_eq!(check_open_enum(&repeated).into_messages().len(), 19_999);
}
