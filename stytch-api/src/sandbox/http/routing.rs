//! From a method and a path to an endpoint.

use std::collections::{HashMap, HashSet};

use crate::{
    catalog::Catalog,
    sandbox::handlers::{handler::HandlerFn, handlers},
    schema::{EndpointSpec, Field, Location, Table},
};

/// The endpoints that the sandbox serves, by the number of segments in their path.
pub(crate) struct Routes {
    routes: HashMap<usize, Vec<Route>>,
    literals: HashSet<&'static str>,
}

/// An endpoint and its handler.
pub(crate) struct Route {
    pub(crate) spec: &'static EndpointSpec,
    /// `None` for a default response.
    pub(crate) handler: Option<HandlerFn>,
}

/// A route and the values of its path parameters, still percent-encoded.
pub(crate) struct RouteMatch<'r> {
    pub(crate) route: &'r Route,
    pub(crate) path_values: Vec<(&'static str, &'r str)>,
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
        let mut routes: HashMap<_, Vec<_>> = HashMap::new();
        let mut literals = HashSet::new();
        for route in custom.chain(known) {
            let segments = route.spec.path.split('/');
            routes.entry(segments.clone().count()).or_default().push(route);
            literals.extend(segments.filter(|segment| placeholder(segment).is_none()));
        }
        Self { routes, literals }
    }

    /// Finds the route of a request. If several match, the one with more literal segments, leftmost
    /// first, takes precedence: `/members/search` over `/members/{member_id}`.
    pub(crate) fn find<'r>(&'r self, method: &str, path: &'r str) -> Option<RouteMatch<'r>> {
        let mut best: Option<(Vec<bool>, RouteMatch<'r>)> = None;
        let routes = self.routes.get(&path.split('/').count()).into_iter().flatten();
        for route in routes.filter(|route| route.spec.method.as_str() == method) {
            let Some(path_values) = match_path(route.spec.path, path) else {
                continue;
            };
            let segments = route.spec.path.split('/');
            let literal: Vec<_> = segments.map(|segment| placeholder(segment).is_none()).collect();
            if best.as_ref().is_none_or(|(most_literal, _)| literal > *most_literal) {
                best = Some((literal, RouteMatch { route, path_values }));
            }
        }
        best.map(|(_, route_match)| route_match)
    }

    /// Whether requests can reach this endpoint.
    pub(crate) fn serves(&self, spec: &EndpointSpec) -> bool {
        self.routes.values().flatten().any(|route| std::ptr::eq(route.spec, spec))
    }

    /// Whether `segment` is a literal segment in the path of any endpoint.
    pub(crate) fn has_literal(&self, segment: &str) -> bool {
        self.literals.contains(segment)
    }
}

/// The field of a request in `location` that is called `name` on the wire.
pub(crate) fn find_field(
    table: &'static Table,
    location: Location,
    name: &str,
) -> Option<&'static Field> {
    table.fields.iter().find(|field| field.location == location && field.wire_name == name)
}

/// The name in `{name}`; `None` for a literal segment.
pub(crate) fn placeholder(segment: &'static str) -> Option<&'static str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

fn match_path<'p>(template: &'static str, path: &'p str) -> Option<Vec<(&'static str, &'p str)>> {
    let mut segments = path.split('/');
    let mut values = Vec::new();
    for template in template.split('/') {
        let segment = segments.next()?;
        match placeholder(template) {
            Some(_) if segment.is_empty() => return None,
            Some(name) => values.push((name, segment)),
            None if template == segment => {}
            None => return None,
        }
    }
    segments.next().is_none().then_some(values)
}
