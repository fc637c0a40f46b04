//! From a method and a path to an endpoint.

use crate::{
    catalog::Catalog,
    sandbox::handlers::{handler::HandlerFn, handlers},
    schema::{EndpointSpec, Field, Location, Table},
};

/// The endpoints that the sandbox serves. Of those that match a request, the first is its route.
pub(crate) struct Routes(Vec<Route>);

/// An endpoint and its handler.
pub(crate) struct Route {
    pub(crate) spec: &'static EndpointSpec,
    /// `None` for a default response.
    pub(crate) handler: Option<HandlerFn>,
}

impl Routes {
    /// The endpoints of this crate, and `custom` ones, which take precedence.
    pub(crate) fn new(custom: Vec<&'static EndpointSpec>) -> Self {
        let handlers = handlers();
        let custom = custom.into_iter().map(|spec| Route { spec, handler: None });
        let known = Catalog::stytch().specs().into_iter().map(|spec| {
            let handler = handlers
                .iter()
                .find(|(handled, _)| (handled.method, handled.path) == (spec.method, spec.path));
            Route { spec, handler: handler.map(|(_, handler)| handler.clone()) }
        });
        let mut routes: Vec<_> = custom.chain(known).collect();
        // A literal segment takes precedence over a placeholder, from the left: `/members/search` over
        // `/members/{member_id}`. The sort is stable, so custom endpoints stay before equal paths.
        routes.sort_by_cached_key(|route| {
            let segments = route.spec.path.split('/');
            segments.map(|segment| placeholder(segment).is_some()).collect::<Vec<_>>()
        });
        Self(routes)
    }

    /// Finds the route of a request.
    pub(crate) fn find(&self, method: &str, path: &str) -> Option<&Route> {
        let mut routes = self.0.iter().filter(|route| route.spec.method.as_str() == method);
        routes.find(|route| is_match(route.spec.path, path))
    }

    /// Whether requests can reach this endpoint.
    pub(crate) fn serves(&self, spec: &EndpointSpec) -> bool {
        self.0.iter().any(|route| std::ptr::eq(route.spec, spec))
    }

    /// Whether `segment` is a literal segment in the path of any endpoint.
    pub(crate) fn has_literal(&self, segment: &str) -> bool {
        let mut segments = self.0.iter().flat_map(|route| route.spec.path.split('/'));
        segments.any(|literal| literal == segment && placeholder(literal).is_none())
    }
}

/// The field of a request in `location` that is called `name` on the wire. The case of a header's name is
/// ignored.
pub(crate) fn find_field(
    table: &'static Table,
    location: Location,
    name: &str,
) -> Option<&'static Field> {
    let is_named = |wire_name: &str| {
        wire_name == name || location == Location::Header && wire_name.eq_ignore_ascii_case(name)
    };
    table.fields.iter().find(|field| field.location == location && is_named(field.wire_name))
}

/// The name in `{name}`; `None` for a literal segment.
pub(crate) fn placeholder(segment: &'static str) -> Option<&'static str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// Whether a path has the segments of a template, with a value for each placeholder. It compares the text up
/// to a placeholder at once, which is much faster than segment by segment.
fn is_match(template: &str, path: &str) -> bool {
    let (literal, rest) = template.split_once('{').unwrap_or((template, ""));
    let Some(path) = path.strip_prefix(literal) else {
        return false;
    };
    let Some((_, template)) = rest.split_once('}') else {
        return path.is_empty();
    };
    let (value, path) = path.split_at(path.find('/').unwrap_or(path.len()));
    !value.is_empty() && is_match(template, path)
}
