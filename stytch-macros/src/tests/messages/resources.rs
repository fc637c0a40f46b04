use super::{check_endpoint, check_resource, messages};

#[test]
fn declarations() {
    insta::assert_snapshot!(messages(
        &[
            "",
            "#[deprecated]",
            "pub",
            "pub { endpoints: [] }",
            "42",
            "pub Doors",
            "pub Doors;",
            "pub Doors()",
            "pub Doors(OpenRequest, CloseRequest)",
            "pub Doors(endpoints: [OpenRequest], locks: Locks)",
            "pub Doors [OpenRequest]",
            "pub Doors: [OpenRequest]",
            "pub(crate) Doors = { endpoints: [OpenRequest] }",
            "pub Doors: \"/v1/doors\" { endpoints: [OpenRequest] }",
            "pub Doors(\"/v1/doors\") { endpoints: [OpenRequest] }",
            "pub Doors \"/v1/doors\" { endpoints: [OpenRequest] }",
            "pub Doors { path: \"/v1/doors\", endpoints: [OpenRequest] }",
            "pub Doors { endpoints: [OpenRequest], prefix = \"/v1\", locks: Locks }",
            "pub Doors<'c> { endpoints: [OpenRequest], locks: Locks }",
            "pub struct Doors { endpoints: [OpenRequest] }",
            "struct Doors;",
            "pub struct _Doors { endpoints: [] }",
            "pub struct Doors<'c> { endpoints: [] }",
            "impl<'c> Doors<'c> { endpoints: [] }",
            "impl Doors { endpoints: [], locks: Locks }",
            "pub async trait Doors { endpoints: [] }",
            "resource pub Doors { endpoints: [] }",
            "\"Doors\" { endpoints: [] }",
            "pub(foo) Doors { endpoints: [] }",
            "pub pub Doors { endpoints: [] }",
            "pub doors { endpoints: [] }",
            "Self { endpoints: [] }",
            "service Doors { rpc Open(OpenRequest) returns (OpenResponse); rpc Close(A) returns (B); }",
            "interface Doors { @post open(@body body: Open): Door; @get list(): Door[]; }",
            "pub trait Doors { async fn open(&self) -> Door; fn list(&self); }",
            "type Mutation { open(key: ID!): Door! closeAll: Boolean }",
            "Doors { endpoints: [] } Locks { endpoints: [open] }",
            "Doors { endpoints: [] }, pub Locks { endpoints: [], Locks }",
            "Doors { endpoints: [] };",
            "Doors { endpoints: [] } 42",
            "Doors { endpoints: [] } Doors::open: POST \"/v1/doors\";",
            "#[derive(Debug)] Doors { endpoints: [] }",
            "#[docs = \"https://example.com\"] Doors { endpoints: [] }",
            "#[deprecated] #[deprecated] Doors { endpoints: [] }",
        ],
        check_resource,
    ));
}

#[test]
fn endpoint_lists() {
    insta::assert_snapshot!(messages(
        &[
            "Doors {}",
            "Doors { locks: Locks }",
            "Doors { /// Its locks.\nlocks: Locks, keys: Keys }",
            "Doors { locks: Locks, endpoints: [OpenRequest] }",
            "Doors { endpoints: [OpenRequest], endpoints: [CloseRequest] }",
            "Doors { endpoints: [], locks: Locks, endpoints: CloseRequest }",
            "Doors { endpoints }",
            "Doors { endpoints: }",
            "Doors { endpoints, locks: Locks }",
            "Doors { endpoints: OpenRequest }",
            "Doors { endpoints: OpenRequest, doors::CloseRequest, locks: Locks }",
            "Doors { endpoints: open }",
            "Doors { endpoints: open, doors::close }",
            "Doors { endpoints: (OpenRequest, CloseRequest), locks: Locks }",
            "Doors { endpoints: {OpenRequest, CloseRequest} }",
            "Doors { endpoints: <OpenRequest, CloseRequest> }",
            "Doors { endpoints = [OpenRequest] }",
            "Doors { endpoints => [OpenRequest] }",
            "Doors { endpoints -> (OpenRequest) }",
            "Doors { endpoints [OpenRequest] }",
            "Doors { endpoints(OpenRequest), locks: Locks }",
            "Doors { endpoints: vec![OpenRequest] }",
            "Doors { endpoints: &[OpenRequest] }",
            "Doors { endpoint: [OpenRequest] }",
            "Doors { endpoint: OpenRequest }",
            "Doors { Endpoints: [] }",
            "Doors { methods: [OpenRequest] }",
            "Doors { methods: [open] }",
            "Doors { anything: [OpenRequest] }",
            "Doors { [OpenRequest], locks: Locks }",
            "Doors { \"endpoints\": [OpenRequest] }",
            "Doors { OpenRequest, CloseRequest, locks: Locks }",
            "Doors { endpoints: [], open: POST \"/x\"; body { id: String } locks: Locks }",
            "Doors { endpoints: [], Doors::open: POST \"/x\" }",
            "Doors { endpoints: [], open => POST \"/x\", locks: Locks, close: Locks; }",
            "Doors { open: POST \"/x\"; close: post(\"/y\"); body { id: String } locks: Locks }",
            "Doors { open: \"/x\", endpoint! { #[form] close: POST \"/y\"; } locks: Locks }",
            "Doors { endpoints: [open: POST \"/x\"], POST \"/y\" => r#move, PUT \"/z\" }",
            "Doors { endpoints = [OpenRequest]; locks: Locks }",
            "Doors { endpoints: [OpenRequest] close: POST \"/y\" }",
            "Doors { open: OpenRequest }",
            "Doors { #[cfg(x)] endpoints: [OpenRequest] }",
            "Doors { /// The endpoints.\n/// All of them.\nendpoints: [OpenRequest] }",
        ],
        check_resource,
    ));
}

#[test]
fn request_types() {
    insta::assert_snapshot!(messages(
        &[
            "Doors { endpoints: [open, close_all] }",
            "Doors { endpoints: [Doors::open, Doors::OpenRequest, doors::open, self.open] }",
            "Doors { endpoints: [open(), OpenRequest::new(), OpenRequest {}, OpenRequest()] }",
            "Doors { endpoints: [\"OpenRequest\", \"open\", \"/v1/open\", \"\"] }",
            "Doors { endpoints: [&OpenRequest, &'c OpenRequest, Box<OpenRequest>, open: OpenRequest] }",
            "Doors { endpoints: [POST \"/v1/doors\"] }",
            "Doors { endpoints: [42, {}] }",
            "Doors { endpoints: [OpenRequest, OpenResponse] }",
            "Doors { endpoints: [doors::OpenResponse, doors::OpenRequest, CloseResponse] }",
            "Doors { endpoints: [r#OpenResponse, \"OpenResponse\", Doors::OpenResponse] }",
            "Doors { methods: [OpenRequest, OpenResponse] }",
            "Doors { endpoints: [OpenRequest; CloseRequest] }",
            "Doors { endpoints: [OpenRequest CloseRequest] }",
            "Doors { endpoints: [OpenRequest,, CloseRequest] }",
            "Doors { endpoints: [, OpenRequest] }",
            "Doors { endpoints: [OpenRequest | CloseRequest] }",
            "Doors { endpoints: [OpenRequest, OpenRequest, doors::OpenRequest, doors::OpenRequest] }",
            "Doors { endpoints: [a::OpenRequest, CloseRequest], close: Close, open: Open }",
            "Doors { endpoints: [#[cfg(x)] OpenRequest, /// Closes.\n/// Or not.\nCloseRequest] }",
        ],
        check_resource,
    ));
}

#[test]
fn children() {
    let lines = [
        "locks, Locks, keys: Keys",
        "locks: Locks; keys: Keys",
        "locks: Locks keys: Keys",
        "locks: Locks /// The keys.\nkeys: Keys",
        "locks: Locks, /// Nothing.\n",
        "locks: Locks keys = Keys",
        "locks: Locks fn keys() -> Keys; bolts: Bolts",
        "locks: Locks \"keys\": Keys",
        "locks: Locks Keys",
        "locks: Locks keys",
        "fn locks() -> Locks; fn keys(&self) -> Keys { Keys } bolts: Bolts",
        "locks = Locks; keys: Keys",
        "pub Locks { endpoints: [] } keys: Keys",
        "resource! { Locks { endpoints: [] } } keys: Keys",
        "locks: Locks<'c>",
        "locks: locks::Locks<'_>",
        "locks: &Locks",
        "locks: &'c Locks<'c>",
        "locks: Vec<Locks>",
        "locks: Option<Locks<'c>>",
        "locks: [Locks]",
        "locks: (Locks)",
        "locks: Locks?",
        "locks?: Locks",
        "locks: Locks = \"locks\"",
        "locks: Locks::new",
        "locks: Locks { endpoints: [] }",
        "locks -> Locks",
        "locks = Locks",
        "locks => Locks",
        "locks() -> Locks",
        "locks(Locks)",
        "locks Locks",
        "fn locks() -> Locks",
        "pub fn locks(&self) -> Locks<'c>",
        "pub locks: Locks",
        "pub(crate) locks: Locks",
        "mod locks",
        "locks",
        "locks:",
        "Locks",
        "locks::Locks",
        "Locks locks",
        "locks: \"Locks\"",
        "\"locks\": Locks",
        "\"locks\": \"Locks\"",
        "locks: locks",
        "locks: { endpoints: [LockRequest] }",
        "locks: fn() -> u8",
        "locks: Self",
        "locks: 42",
        "client: &'c Client",
        "client: Arc<Client>",
        "close::open",
        "children: [Locks, keys::Keys]",
        "children: { locks: Locks }",
        "resources: []",
        "42",
        "locks: Locks, locks: Bolts",
        "name: String",
        "new: Locks",
        "r#new: Locks",
        "catalog: Locks",
        "type: Types",
        "self: Locks",
        "Locks: Locks",
        "#[docs = \"https://example.com\"] locks: Locks",
        "#[inline] locks: Locks",
    ];
    let declarations = lines.map(|line| format!("Doors {{ endpoints: [], {line} }}"));
    let declarations: Vec<_> = declarations.iter().map(String::as_str).collect();
    insta::assert_snapshot!(messages(&declarations, check_resource));
}

#[test]
fn reserved_names() {
    insta::assert_snapshot!(messages(
        &["Doors::new: POST \"/x\";", "Doors::r#new: POST \"/x\";", "Doors::catalog: GET \"/x\";"],
        check_endpoint,
    ));
}

#[test]
fn valid_neighbours_are_accepted() {
    for declaration in [
        "Doors { endpoints: [] }",
        "pub(in crate::doors) Doors { endpoints: [OpenRequest,], }",
        "Doors { endpoints: [super::OpenRequest, ::doors::CloseRequest, <Door as Opened>::Request] }",
        "Doors { endpoints: [Ping<u8>, Self], endpoints: Endpoints }",
        "Doors { endpoints: [], endpoint: endpoint::Endpoint, pull_request: PullRequest }",
        "Doors { endpoints: [], methods: Methods, children: Children, resources: a::Resources }",
        "Doors { endpoints: [PathRequest], path_: Paths }",
        "Doors { endpoints: [], r#type: Types, locks: super::locks::Locks, client: Client }",
        "#[cfg(a)] #[deprecated] Doors { endpoints: [], #[cfg(a)] #[deprecated] locks: Locks }",
        "Doors { endpoints: [], #[cfg(a)] locks: Locks, #[cfg(not(a))] locks: Bolts }",
    ] {
        let found = check_resource(declaration).into_messages();
        assert!(found.is_empty(), "{declaration}: {found:?}");
    }
    assert!(check_endpoint("Doors::endpoints: GET \"/x\";").into_messages().is_empty());
}
