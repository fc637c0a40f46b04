//! The recognized parts of a line that doesn't follow the grammar.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{LitStr, Type, ext::IdentExt};

use super::mistake::LineMistake;
use crate::{
    ast::{Attribute, Field, FieldNotationKind, FieldType, Section, SectionFields},
    errors::Errors,
    fallback::{METHOD, identifier},
    keyword::{self, Method},
    notation::named,
    parse::{cursor::Cursor, fields::parse_fields},
    section_word::{SINGLE_VALUES, SectionWord},
    suggest::{corrected_type_name, nearest, snake},
};

/// The line that names an endpoint.
#[derive(Default)]
pub(crate) struct NameLine {
    pub(crate) resource: Option<Ident>,
    /// The modules before a resource that is written as a path, which is an error that has been
    /// reported; otherwise empty.
    pub(crate) modules: Vec<Ident>,
    /// `None` if it is missing, which has been reported. This also applies to the fields below.
    pub(crate) name: Option<Ident>,
    pub(crate) method: Option<Ident>,
    pub(crate) path: Option<LitStr>,
    /// The fields that the line declares in another notation.
    pub(crate) sections: Vec<Section>,
}

/// The parts of the line, and its first mistake. Later mistakes are not reported, because the message
/// suggests the whole line.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) resource: Option<Ident>,
    pub(super) modules: Vec<Ident>,
    pub(super) name: Option<Ident>,
    pub(super) method: Option<Ident>,
    pub(super) path: Option<LitStr>,
    /// The fields that are declared as if the endpoint were a function or a struct.
    pub(super) sections: Vec<Section>,
    /// The arguments of a function.
    pub(super) arguments: Option<Group>,
    /// Whether the fields are unknown, so that the placeholders cannot be checked.
    has_unknown_fields: bool,
    /// Whether the line consists of calls that declare a route in a web framework.
    pub(super) is_router: bool,
    /// Whether the name is written in the case of another notation.
    pub(super) is_foreign: bool,
    /// The type of the response, if it is probably an object.
    pub(super) response: Option<Ident>,
    /// The source text of the fields, if it is valid in a section.
    written_fields: Option<String>,
    mistake: Option<(TokenStream, LineMistake)>,
}

impl Draft {
    pub(super) fn record(&mut self, tokens: impl ToTokens, mistake: LineMistake) {
        self.mistake.get_or_insert_with(|| (tokens.into_token_stream(), mistake));
    }

    pub(super) fn has_mistake(&self) -> bool {
        self.mistake.is_some()
    }

    /// Whether the line is in no known notation: a word is in the place of its HTTP method.
    pub(super) fn is_misread(&self) -> bool {
        let is_method = |word: &Ident| {
            let written = written_method(word);
            Method::SPELLINGS.contains(&written.as_str())
        };
        let is_before_method = matches!(
            self.mistake,
            Some((
                _,
                LineMistake::Start
                    | LineMistake::Name
                    | LineMistake::Colon
                    | LineMistake::Method
                    | LineMistake::PathString
            ))
        );
        is_before_method && self.method.as_ref().is_some_and(|word| !is_method(word))
    }

    pub(super) fn record_at(&mut self, span: Span, mistake: LineMistake) {
        self.record(quote_spanned!(span=> _), mistake);
    }

    /// The span for an error about a missing part: the cursor, or the last part if a section follows.
    pub(super) fn span(&self, cursor: &Cursor) -> Span {
        let last = self.method.as_ref().or(self.name.as_ref());
        match last {
            Some(last) if cursor.begins_section() => last.span(),
            Some(_) | None => cursor.span(),
        }
    }

    /// Whether the user declares the request and response types instead of the endpoint.
    pub(super) fn declares_types(&self) -> bool {
        matches!(self.mistake, Some((_, LineMistake::Types)))
    }

    /// Reports the mistake and returns the corrected line.
    pub(super) fn finish(mut self, errors: &mut Errors) -> NameLine {
        let has_arguments = self.arguments.as_ref().is_some_and(|group| !group.stream().is_empty());
        self.place_arguments();
        self.sections
            .sort_by_key(|section| keyword::Section::from_spelling(&section.name.to_string()));
        if let Some((tokens, mistake)) = &self.mistake {
            let section = self.section_to_write();
            let mistake = match mistake {
                LineMistake::Route if !self.sections.is_empty() => &LineMistake::RouteWithFields,
                LineMistake::RouteAttribute if has_arguments => {
                    &LineMistake::RouteAttributeWithFields
                }
                mistake => mistake,
            };
            errors.over(tokens, mistake.message(&self.line(), &section));
        }
        let path = self.path.filter(|_| !self.has_unknown_fields);
        // Correct the names, so that the parts that the message covers are not reported again.
        let resource = self.resource.as_ref().map(corrected_type_name);
        let is_covered =
            self.is_foreign || self.mistake.is_some_and(|(_, mistake)| mistake.shows_line());
        let name = self.name.map(|name| if is_covered { corrected(&name) } else { name });
        let method = self.method.map(|method| match http_method(&method) {
            Some(known) => Ident::new(known.as_str(), method.span()),
            None => method,
        });
        let modules = self.modules;
        NameLine { resource, modules, name, method, path, sections: self.sections }
    }

    /// The suggested sections for the fields, in quotes.
    fn section_to_write(&self) -> String {
        match (&self.sections[..], &self.written_fields, &self.mistake) {
            ([section], Some(fields), _) => format!("`{} {{ {fields} }}`", section.name),
            ([], _, Some((_, LineMistake::Response))) => match &self.response {
                Some(ty) => format!(
                    "the fields of `{ty}`, as in `response {{ name: Type, … }}`, or \
                     `response {{ {}: {ty} }}` if it is one field",
                    snake(&ty.unraw().to_string())
                ),
                None => "`response { … }`".to_owned(),
            },
            ([], _, _) => format!("`{} {{ … }}`", self.request_section().as_str()),
            (sections, _, _) => {
                let written = sections.iter().map(|section| format!("{} {{ … }}", section.name));
                format!("`{}`", written.collect::<Vec<_>>().join(" "))
            }
        }
    }

    /// The suggested line.
    fn line(&self) -> String {
        let name = self
            .name
            .as_ref()
            .map_or_else(|| self.default_name(), |name| corrected(name).to_string());
        let resource = match &self.resource {
            Some(resource) => format!("{}::", corrected_type_name(resource)),
            None => String::new(),
        };
        let method = self.method.as_ref().map_or("METHOD".to_owned(), written_method);
        let path = self.path.as_ref().map(|path| path.to_token_stream().to_string());
        let path = path.as_deref().unwrap_or("\"/v1/…\"");
        format!("{resource}{name}: {method} {path};")
    }

    /// The default name of an endpoint: the last word of its path.
    fn default_name(&self) -> String {
        let path = self.path.as_ref().map(LitStr::value).unwrap_or_default();
        let is_name = |segment: &&str| {
            segment.starts_with(|letter: char| letter.is_ascii_lowercase())
                && segment
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
        };
        let segment = path.split('/').skip(2).filter(is_name).last();
        let name = segment.map_or_else(|| "method".to_owned(), |name| name.replace('-', "_"));
        identifier(&name, Span::call_site()).to_string()
    }

    /// The section for fields that are sent.
    pub(super) fn request_section(&self) -> keyword::Section {
        if self.known_method().carries_body() {
            keyword::Section::Body
        } else {
            keyword::Section::Query
        }
    }

    pub(super) fn known_method(&self) -> Method {
        self.method.as_ref().and_then(http_method).unwrap_or(METHOD)
    }

    /// Adds the fields in a group as a section. Their mistakes are not reported, because they are
    /// written in another notation.
    pub(super) fn push_section(&mut self, section: keyword::Section, group: &Group) {
        let fields = self.parse_group(group);
        self.written_fields = self.source_text(group);
        self.push_fields(section, fields, group.span_open());
    }

    /// Turns the arguments of a function into the fields of sections.
    fn place_arguments(&mut self) {
        let Some(arguments) = self.arguments.take() else { return };
        let fields = self.parse_group(&arguments);
        self.written_fields = self.source_text(&arguments);
        self.place_fields(fields, arguments.span_open());
    }

    /// Adds the fields of a request to `path` and to the section for fields that are sent.
    fn place_fields(&mut self, fields: Vec<Field>, span: Span) {
        let path = self.path.as_ref().map(LitStr::value).unwrap_or_default();
        let placeholders: Vec<_> = path.split('/').filter_map(placeholder).collect();
        let is_placeholder =
            |field: &Field| placeholders.contains(&field.name.unraw().to_string().as_str());
        let (in_path, sent) = fields.into_iter().partition(is_placeholder);
        self.push_fields(keyword::Section::Path, in_path, span);
        self.push_fields(self.request_section(), sent, span);
    }

    /// Adds a section of another notation that the message about the line covers.
    pub(super) fn add_section(&mut self, section: Section) {
        let word = SectionWord::from_name(&section.name.to_string());
        let span = section.name.span();
        match (section.fields, word.and_then(|word| word.section(self.known_method()))) {
            (SectionFields::Listed(fields), Some(_)) if word == Some(SectionWord::Request) => {
                self.place_fields(fields, span);
            }
            (SectionFields::Listed(fields), Some(section)) => {
                self.push_fields(section, fields, span);
            }
            (SectionFields::Unknown(_), None) => {}
            (fields, _) => self.sections.push(Section { fields, ..section }),
        }
    }

    fn parse_group(&mut self, group: &Group) -> Vec<Field> {
        let mut ignored = Errors::new();
        let mut fields = parse_fields(group, &mut ignored);
        let count = fields.len();
        let is_type_first = |field: &Field| matches!(&field.notation, Some(notation) if notation.kind == FieldNotationKind::TypeFirst);
        fields.retain(|field| is_understood(field) && !is_type_first(field));
        for field in &mut fields {
            let is_annotation = |attribute: &mut Attribute| matches!(attribute.tokens.clone().into_iter().next(), Some(TokenTree::Punct(first)) if first.as_char() == '@');
            let is_annotated = field.attributes.extract_if(.., is_annotation).count() > 0;
            if field.notation.take().is_some() || is_annotated {
                field.mark = None;
                self.has_unknown_fields = true;
            }
        }
        self.has_unknown_fields |= ignored.discard() > 0 || fields.len() < count;
        fields
    }

    fn push_fields(&mut self, section: keyword::Section, mut fields: Vec<Field>, span: Span) {
        if section != keyword::Section::Response {
            fields.retain(holds_single_values);
        }
        if !fields.is_empty() {
            let name = Ident::new(section.as_str(), span);
            let fields = SectionFields::Listed(fields);
            self.sections.push(Section { name, mistake: None, fields });
        }
    }

    /// The source text of the fields in a group, if it is valid in a section.
    fn source_text(&self, group: &Group) -> Option<String> {
        group.stream().into_iter().next()?;
        let text = group.span().source_text();
        let text = text.filter(|text| !text.contains('\n') && !self.has_unknown_fields)?;
        let text = text.get(1..text.len().checked_sub(1)?)?.trim();
        // Remove `&self` from the start.
        let fields = text.rsplit_once("self,").map_or(text, |(_, fields)| fields.trim());
        Some(fields.to_owned())
    }
}

/// The name in `{id}`, `:id` or `<id>`.
fn placeholder(segment: &str) -> Option<&str> {
    let name = segment.trim_matches(['{', '}', '<', '>', ':']);
    (name != segment).then_some(name)
}

/// Whether the name and the type of a field are plausible in a spec.
fn is_understood(field: &Field) -> bool {
    let is_type = match &field.ty {
        Some(FieldType::Rust(ty)) => {
            !matches!(**ty, Type::Reference(_))
                && words(ty.to_token_stream()).iter().all(|word| named(word).is_none())
        }
        Some(FieldType::Foreign(_)) | None => false,
    };
    is_type && !field.name.to_string().starts_with(char::is_uppercase)
}

/// Whether the type of a field is that of a single value, or a list or map of such. An object in a request
/// may have been declared for responses.
fn holds_single_values(field: &Field) -> bool {
    let is_single = |word: &String| {
        SINGLE_VALUES.contains(&word.as_str()) || CONTAINERS.contains(&word.as_str())
    };
    match &field.ty {
        Some(FieldType::Rust(ty)) => words(ty.to_token_stream()).iter().all(is_single),
        Some(FieldType::Foreign(_)) | None => false,
    }
}

const CONTAINERS: [&str; 5] = ["Vec", "Option", "BTreeMap", "HashMap", "Nullable"];

/// The words in the tokens, also in groups.
fn words(tokens: TokenStream) -> Vec<String> {
    let words = |token| match token {
        TokenTree::Ident(word) => vec![word.to_string()],
        TokenTree::Group(group) => words(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => Vec::new(),
    };
    tokens.into_iter().flat_map(words).collect()
}

/// Whether the token is an HTTP method in any case.
pub(super) fn is_http_method(cursor: &Cursor, ahead: usize) -> bool {
    matches!(cursor.peek(ahead), Some(TokenTree::Ident(word)) if http_method(word).is_some())
}

/// The HTTP method that a word names in any case, or its replacement.
pub(super) fn http_method(word: &Ident) -> Option<Method> {
    match word.to_string().to_uppercase().as_str() {
        Method::HEAD => Some(Method::Get),
        spelling => Method::from_spelling(spelling),
    }
}

/// The name in the case of the grammar.
fn corrected(name: &Ident) -> Ident {
    identifier(&snake(&name.unraw().to_string()), name.span())
}

fn written_method(method: &Ident) -> String {
    if let Some(known) = http_method(method) {
        return known.as_str().to_owned();
    }
    let written = method.to_string().to_uppercase();
    nearest(&written, Method::SPELLINGS).map_or(written, str::to_owned)
}
