//! No token stream makes a macro panic, and every expansion parses as Rust.

use std::{env, fs, path::Path, sync::OnceLock};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use proptest::{
    collection::vec,
    prelude::{Just, ProptestConfig, Strategy, any, prop_oneof},
    proptest,
    sample::select,
};

use super::with_crate;
use crate::{declare_endpoint, declare_object, declare_open_enum, declare_resource};

type Macro = fn(TokenStream) -> TokenStream;

const MACROS: &[Macro] = &[declare_endpoint, declare_object, declare_open_enum, declare_resource];

const DECLARATIONS: &[&str] = &[
    r#"
    /// Migrates an authenticator to a Member.
    #[docs = "https://stytch.com/docs/b2b/api/totp-migrate"]
    #[retry(safe)] #[deprecated] #[cfg(feature = "b2b")]
    Totp::migrate: POST "/v1/b2b/{organization_id}/totp/migrate";
    path { organization_id: String }
    query { limit?: u32, expand: Vec<String> }
    header { session: MemberCredential, trace?: String = "X-Trace" }
    body {
        /// The shared secret.
        secret: Secret,
        recovery_codes?: Vec<Secret>,
        trusted_metadata?: Metadata,
        name?: Nullable<String>,
        claims: BTreeMap<String, Json>,
    }
    response {
        member_id!: String,
        organization_id?: String,
        member: Member,
        r#type: Kind = "kind",
    }"#,
    r#"
    #[form] #[no_auth] #[bare] #[host(telemetry)]
    token: PUT "/v1/token"; body {} response { access_token!: Secret }"#,
    r"
    /// A person who belongs to one Organization.
    Member {
        member_id: String,
        external_id?: String,
        created_at?: Timestamp,
        trusted_metadata: Metadata,
        registrations: Vec<SsoRegistration>,
        scores: HashMap<String, Vec<f64>>,
    }",
    r#"
    /// The status of a Member.
    MemberStatus { Active = "active", /** Invited. */ Pending = "pending", Deleted = "deleted" }"#,
    r"
    /// Doors of a building.
    #[deprecated]
    pub(crate) Doors {
        endpoints: [OpenRequest, doors::CloseRequest],
        /// Locks of doors.
        #[cfg(x)]
        locks: locks::Locks,
        r#type: Types,
    }",
    "Locks { endpoints: [] }",
];

/// Endpoints in other notations, which the parser recognizes.
const NOTATIONS: &[&str] = &[
    r#"#[post("/v1/doors/{door_id}")] pub async fn open(&self, door_id: String) -> Vec<Door> { x() }"#,
    r#"@POST("/v1/doors") Call<Door> open(@Path("id") String id);"#,
    r#"POST "/v1/doors" => Doors::open; body { key: String }"#,
    r#"app.post("/v1/doors", open)"#,
    r#"method: POST, rate_limited: false, "path": "/v1/doors", name: "Doors::open""#,
    r#"Doors<'c>::open-door(key: String): GET | POST = "/v1" + "/doors" -> Door { body { a: b } };;"#,
    r#"service Doors { rpc Open(Req) returns (Resp) { option (a.http) = { post: "/v1/x" } } }"#,
    "#[derive(Debug)] pub struct OpenRequest { pub key: String } struct OpenResponse(String);",
    r#""Doors::open": { "method": "POST", "path": "/v1/doors" }"#,
    r#": { open: POST "/v1/doors" }"#,
    r#"Doors::open: POST "/a"; #[form] close: POST "/b"; body { a: b }"#,
    "pub struct Door<'a, T>(id: String); @Entity data class Key: Base { id: String };",
    r#"object! { "Door" = [id: String] } enum Level { Low = "low" } Other { High = "high" }"#,
    "Doors.2fa => http::Method::POST /v1/doors/:door_id/<a>",
    "pub struct Doors<'c> { client: &'c Client, endpoints = vec![open, Doors::close]; pub fn locks(self) -> Locks<'c> }",
    r#""Doors": { "endpoints": ["open"], "children": [Locks, keys::Keys], Gates gates; Bolts } Keys(TurnRequest);"#,
];

/// Tokens that replace another token or are inserted next to it.
const PALETTE: &str = r#"fn rpc post method "POST /a" => / : :: ; , ? ! = . # < > & | @ $ - -> _ a A self Self crate super type r#type
    pub fn struct enum impl dyn where path query header body response GET POST get Unknown new
    Option Vec BTreeMap Nullable String str "" "/" "/{a}/{b" "}" "a" "/{organization_id}" b"a" 'a'
    1 1.5 'static () [] {} {a: b} (a) #[doc = "d"] #[form] #[pages(a)] #[cfg(x)] [doc] é ŉ
    _2fa _500 __x __ _1 a__b a_ r#move r#Door gen union öffne Öffne ßx ĸ ǆx 打开 _打开 _é
    endpoints locks new catalog Locks OpenRequest "Locks" children methods &"#;

thread_local! {
    /// The tokens of the palette, parsed once for all mutations.
    static PALETTE_TOKENS: Vec<TokenTree> = parse(PALETTE).into_iter().collect();
}

/// The declarations in the specs of Stytch's API, with the names of their macros. Empty in the published
/// crate, which does not include the specs.
fn specs() -> &'static [(String, String)] {
    static SPECS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    SPECS.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
        let mut specs = Vec::new();
        if folder.exists() {
            read_specs(&folder, &mut specs);
            assert!(specs.len() >= 50, "only {} specs in {}", specs.len(), folder.display());
        }
        specs
    })
}

fn read_specs(folder: &Path, specs: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("cannot read the folder of specs") {
        let path = entry.expect("cannot read the folder of specs").path();
        if path.is_dir() {
            read_specs(&path, specs);
        } else {
            let text = fs::read_to_string(path).expect("cannot read a spec");
            let tokens: Vec<_> = parse(&text).into_iter().collect();
            specs.extend(tokens.windows(3).filter_map(read_declaration));
        }
    }
}

/// Returns the name of the macro and the content of the braces in `endpoint! { … }`.
fn read_declaration(tokens: &[TokenTree]) -> Option<(String, String)> {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Group(braces)]
            if ["endpoint", "object", "open_enum", "resource"]
                .iter()
                .any(|known| name == known) =>
        {
            Some((name.to_string(), braces.stream().to_string()))
        }
        _ => None,
    }
}

#[derive(Clone, Copy, Debug)]
enum Change {
    Delete,
    Duplicate,
    Swap,
    Replace,
    Insert,
    Wrap(Delimiter),
    Truncate,
}

/// A change at one token. `indexes` leads to it: each index selects a token, and the next one applies
/// inside that token if it is a group.
#[derive(Clone, Debug)]
struct Mutation {
    change: Change,
    indexes: [usize; 3],
    palette_index: usize,
}

fn mutations() -> impl Strategy<Value = Mutation> {
    let wrap =
        select(vec![Delimiter::Brace, Delimiter::Bracket, Delimiter::Parenthesis, Delimiter::None]);
    let change = prop_oneof![
        Just(Change::Delete),
        Just(Change::Duplicate),
        Just(Change::Swap),
        Just(Change::Replace),
        Just(Change::Insert),
        wrap.prop_map(Change::Wrap),
        Just(Change::Truncate),
    ];
    (change, any::<[usize; 3]>(), any::<usize>())
        .prop_map(|(change, indexes, palette_index)| Mutation { change, indexes, palette_index })
}

fn mutate(tokens: TokenStream, mutation: &Mutation, depth: usize) -> TokenStream {
    let mut tokens: Vec<_> = tokens.into_iter().collect();
    if tokens.is_empty() {
        return TokenStream::new();
    }
    let index = mutation.indexes[depth] % tokens.len();
    if let (TokenTree::Group(group), true) = (&tokens[index], depth + 1 < mutation.indexes.len()) {
        let inside = mutate(group.stream(), mutation, depth + 1);
        tokens[index] = Group::new(group.delimiter(), inside).into();
        return tokens.into_iter().collect();
    }
    let other =
        PALETTE_TOKENS.with(|palette| palette[mutation.palette_index % palette.len()].clone());
    match mutation.change {
        Change::Delete => drop(tokens.remove(index)),
        Change::Duplicate => tokens.insert(index, tokens[index].clone()),
        Change::Swap => {
            let last = tokens.len() - 1;
            tokens.swap(index, (index + 1).min(last));
        }
        Change::Replace => tokens[index] = other,
        Change::Insert => tokens.insert(index, other),
        Change::Wrap(delimiter) => {
            let wrapped = tokens.split_off(index).into_iter().collect();
            tokens.push(Group::new(delimiter, wrapped).into());
        }
        Change::Truncate => tokens.truncate(index),
    }
    tokens.into_iter().collect()
}

fn parse(text: &str) -> TokenStream {
    text.parse().expect("invalid tokens in a test")
}

/// Asserts that an expansion is a list of Rust items, even if it contains errors.
fn assert_is_rust(expansion: &TokenStream) {
    assert!(!expansion.is_empty(), "the expansion has neither items nor errors");
    let text = expansion.to_string();
    if let Err(error) = syn::parse_str::<syn::File>(&text) {
        panic!("{error} in {text}");
    }
}

#[test]
fn valid_declarations_have_no_errors() {
    let [migrate, token, object, open_enum, doors, locks] =
        [0, 1, 2, 3, 4, 5].map(|index| with_crate(DECLARATIONS[index]));
    for expansion in [
        declare_endpoint(migrate),
        declare_endpoint(token),
        declare_object(object),
        declare_open_enum(open_enum),
        declare_resource(doors),
        declare_resource(locks),
    ] {
        assert_is_rust(&expansion);
        assert!(!expansion.to_string().contains("compile_error"), "{expansion}");
    }
}

#[test]
fn real_specs_have_no_errors() {
    for (name, spec) in specs() {
        let expansion = match name.as_str() {
            "endpoint" => declare_endpoint(with_crate(spec)),
            "object" => declare_object(with_crate(spec)),
            "resource" => declare_resource(with_crate(spec)),
            _ => declare_open_enum(with_crate(spec)),
        };
        assert_is_rust(&expansion);
        assert!(!expansion.to_string().contains("compile_error"), "{expansion}");
    }
}

/// Passes the changed declaration to one of the macros, which need not be the right one.
fn declare_changed(declaration: &str, mutations: &[Mutation], declare: Macro) {
    let mut tokens = parse(declaration);
    for mutation in mutations {
        tokens = mutate(tokens, mutation, 0);
    }
    // Skip tokens that no source text produces, such as a lone `'` before a literal.
    if tokens.to_string().parse::<TokenStream>().is_err() {
        return;
    }
    let krate = parse("stytch_api;");
    assert_is_rust(&declare(krate.into_iter().chain(tokens.clone()).collect()));
    // Without the `$crate;` that the wrapper macro adds.
    declare(tokens);
}

/// The number of cases of each test, which `STYTCH_PROPERTY_CASES` overrides.
///
/// Half a million is about the most for one run: `proc_macro2` counts the bytes of all text that a thread has
/// parsed in 32 bits, and then panics.
fn cases() -> u32 {
    match env::var("STYTCH_PROPERTY_CASES") {
        Ok(cases) => cases.parse().expect("STYTCH_PROPERTY_CASES must be a number"),
        Err(_) => 1_600,
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn changed_declarations_never_panic(
        declaration in select([DECLARATIONS, NOTATIONS].concat()),
        mutations in vec(mutations(), 0..6),
        declare in select(MACROS),
    ) {
        declare_changed(declaration, &mutations, declare);
    }

    #[test]
    fn changed_specs_never_panic(
        index in any::<usize>(),
        mutations in vec(mutations(), 1..6),
        declare in select(MACROS),
    ) {
        if let Some((_, spec)) = specs().get(index % specs().len().max(1)) {
            declare_changed(spec, &mutations, declare);
        }
    }
}
