//! The possible mistakes in the first line of an endpoint, with their messages.

/// A mistake in the line. Each message suggests the whole corrected line.
#[derive(Clone, Copy)]
pub(super) enum LineMistake {
    Start,
    /// The line is in no known notation.
    Unknown,
    Quotes,
    Name,
    MissingName,
    Separator,
    ResourcePath,
    Generics,
    Arguments,
    Function,
    Types,
    Colon,
    MissingMethod,
    Method,
    MethodQuotes,
    SeveralMethods,
    PathPlace,
    PathParentheses,
    PathString,
    Route,
    /// `Route`, with fields in the same notation.
    RouteWithFields,
    RouteAttribute,
    End,
    Semicolons,
    Response,
    Fields,
    Braces,
}

impl LineMistake {
    /// The message, which suggests `line` or the quoted `section`.
    pub(super) fn message(self, line: &str, section: &str) -> String {
        match self {
            Self::Start => format!("an endpoint starts with its name; write `{line}`"),
            Self::Unknown => format!("expected the first line of an endpoint; write `{line}`"),
            Self::Quotes => format!("the name of an endpoint is not quoted; write `{line}`"),
            Self::Name => format!("the name of an endpoint must be an identifier; write `{line}`"),
            Self::MissingName => {
                format!("an endpoint must have a name before its HTTP method; write `{line}`")
            }
            Self::Separator => {
                format!("a resource and its method are separated by `::`; write `{line}`")
            }
            Self::ResourcePath => {
                format!("a resource must be a single identifier; import it and write `{line}`")
            }
            Self::Generics => {
                format!("an endpoint and its resource have no generic parameters; write `{line}`")
            }
            Self::Arguments => format!(
                "an endpoint cannot have an argument list; \
                 write `{line}` and its fields in sections: {section}"
            ),
            Self::Function => format!(
                "an endpoint is not a function; \
                 write `{line}` and its fields in sections: {section}"
            ),
            Self::Types => format!(
                "`endpoint!` generates the types of an endpoint; \
                 write `{line}` and their fields in sections: {section}"
            ),
            Self::Colon => format!("expected `:` after the endpoint's name; write `{line}`"),
            Self::MissingMethod => format!(
                "an endpoint must have an HTTP method; \
                 write `{line}` with `GET`, `POST`, `PUT`, `PATCH` or `DELETE` as METHOD"
            ),
            Self::Method => format!("an HTTP method must be a single word; write `{line}`"),
            Self::MethodQuotes => format!("an HTTP method is not quoted; write `{line}`"),
            Self::SeveralMethods => format!(
                "an endpoint has one HTTP method; \
                 write `{line}` and declare the others in separate `endpoint!`s"
            ),
            Self::PathPlace => format!("the path must follow the HTTP method; write `{line}`"),
            Self::PathParentheses => {
                format!("a path has no parentheses or brackets; write `{line}`")
            }
            Self::PathString => format!("a path must be a string literal; write `{line}`"),
            Self::Route => {
                format!("the HTTP method and the path follow the endpoint's name; write `{line}`")
            }
            Self::RouteWithFields => format!(
                "the HTTP method and the path follow the endpoint's name; \
                 write `{line}` and its fields in sections: {section}"
            ),
            Self::RouteAttribute => format!(
                "the HTTP method and the path follow the endpoint's name; \
                 write `{line}` without this attribute"
            ),
            Self::End => format!("expected `;` after the path; write `{line}`"),
            Self::Semicolons => "the first line ends with a single `;`; remove this one".to_owned(),
            Self::Response => {
                format!("a response is declared in a section; write `{line}` and {section}")
            }
            Self::Fields => {
                format!("fields are declared in sections; write `{line}` and {section}")
            }
            Self::Braces => {
                format!("the sections have no braces around them; write `{line}` before them")
            }
        }
    }
}
