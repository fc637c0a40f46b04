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
    /// `RouteAttribute`, with fields as the arguments of a function.
    RouteAttributeWithFields,
    End,
    Semicolons,
    Response,
    Fields,
    Braces,
}

impl LineMistake {
    /// Whether the message shows the corrected line.
    pub(super) fn shows_line(self) -> bool {
        !matches!(self, Self::Semicolons)
    }

    /// The message, which suggests `line` or the quoted `section`.
    pub(super) fn message(self, line: &str, section: &str) -> String {
        let fix = match self {
            Self::Arguments | Self::Function | Self::RouteWithFields => {
                format!("write `{line}` and its fields in sections: {section}")
            }
            Self::Types => format!("write `{line}` and their fields in sections: {section}"),
            Self::ResourcePath => format!("import it and write `{line}`"),
            Self::MissingMethod => {
                format!("write `{line}` with `GET`, `POST`, `PUT`, `PATCH` or `DELETE` as METHOD")
            }
            Self::SeveralMethods => {
                format!("write `{line}` and declare the others in separate `endpoint!`s")
            }
            Self::RouteAttribute => format!("write `{line}` without this attribute"),
            Self::RouteAttributeWithFields => format!(
                "write `{line}` without this attribute, and its fields in sections: {section}"
            ),
            Self::Semicolons => "remove this one".to_owned(),
            Self::Response | Self::Fields => format!("write `{line}` and {section}"),
            Self::Braces => format!("write `{line}` before them"),
            Self::Start
            | Self::Unknown
            | Self::Quotes
            | Self::Name
            | Self::MissingName
            | Self::Separator
            | Self::Generics
            | Self::Colon
            | Self::Method
            | Self::MethodQuotes
            | Self::PathPlace
            | Self::PathParentheses
            | Self::PathString
            | Self::Route
            | Self::End => format!("write `{line}`"),
        };
        format!("{}; {fix}", self.rule())
    }

    fn rule(self) -> &'static str {
        match self {
            Self::Start => "an endpoint starts with its name",
            Self::Unknown => "expected the first line of an endpoint",
            Self::Quotes => "the name of an endpoint is not quoted",
            Self::Name => "the name of an endpoint must be an identifier",
            Self::MissingName => "an endpoint must have a name before its HTTP method",
            Self::Separator => "a resource and its method are separated by `::`",
            Self::ResourcePath => "a resource must be a single identifier",
            Self::Generics => "an endpoint and its resource have no generic parameters",
            Self::Arguments => "an endpoint cannot have an argument list",
            Self::Function => "an endpoint is not a function",
            Self::Types => "`endpoint!` generates the types of an endpoint",
            Self::Colon => "expected `:` after the endpoint's name",
            Self::MissingMethod => "an endpoint must have an HTTP method",
            Self::Method => "an HTTP method must be a single word",
            Self::MethodQuotes => "an HTTP method is not quoted",
            Self::SeveralMethods => "an endpoint has one HTTP method",
            Self::PathPlace => "the path must follow the HTTP method",
            Self::PathParentheses => "a path has no parentheses or brackets",
            Self::PathString => "a path must be a string literal",
            Self::Route
            | Self::RouteWithFields
            | Self::RouteAttribute
            | Self::RouteAttributeWithFields => {
                "the HTTP method and the path follow the endpoint's name"
            }
            Self::End => "expected `;` after the path",
            Self::Semicolons => "the first line ends with a single `;`",
            Self::Response => "a response is declared in a section",
            Self::Fields => "fields are declared in sections",
            Self::Braces => "the sections have no braces around them",
        }
    }
}
