//! Which endpoint a method and a path lead to.

use crate::{
    catalog::Catalog,
    sandbox::handlers::handle::{HandlerFn, handlers},
    schema::{EndpointSpec, Field, Location, Table},
};

/// Every endpoint that is served.
pub(crate) struct Routes(Vec<Route>);

/// An endpoint and what answers it.
pub(crate) struct Route {
    pub(crate) spec: &'static EndpointSpec,
    /// `None` where the sandbox keeps no state: the table shapes the answer.
    pub(crate) handler: Option<HandlerFn>,
}

/// A route and the values of its placeholders, still percent-encoded.
pub(crate) struct RouteMatch<'r> {
    pub(crate) route: &'r Route,
    pub(crate) values: Vec<(&'static str, &'r str)>,
}

impl Routes {
    /// The endpoints of this crate, and those of the user before them.
    pub(crate) fn new(own: Vec<&'static EndpointSpec>, users: Vec<&'static EndpointSpec>) -> Self {
        let handlers = handlers();
        let users = users.into_iter().map(|spec| Route { spec, handler: None });
        let own = own.into_iter().map(|spec| {
            let handler = handlers
                .iter()
                .find(|(handled, _)| (handled.method, handled.path) == (spec.method, spec.path));
            Route { spec, handler: handler.map(|(_, handler)| *handler) }
        });
        Self(users.chain(own).collect())
    }

    /// The route with the most literal segments, leftmost first, among those that match:
    /// `/members/search` is not `/members/{member_id}`.
    pub(crate) fn find<'r>(&'r self, method: &str, path: &'r str) -> Option<RouteMatch<'r>> {
        let mut best: Option<(Vec<bool>, RouteMatch<'r>)> = None;
        for route in self.0.iter().filter(|route| route.spec.method.as_str() == method) {
            let Some(values) = match_path(route.spec.path, path) else {
                continue;
            };
            let segments = route.spec.path.split('/');
            let literal: Vec<_> = segments.map(|segment| placeholder(segment).is_none()).collect();
            if best.as_ref().is_none_or(|(most, _)| literal > *most) {
                best = Some((literal, RouteMatch { route, values }));
            }
        }
        best.map(|(_, found)| found)
    }

    /// Whether the path of some endpoint has this literal segment.
    pub(crate) fn has_literal(&self, segment: &str) -> bool {
        let mut templates = self.0.iter().flat_map(|route| route.spec.path.split('/'));
        templates.any(|template| placeholder(template).is_none() && template == segment)
    }
}

/// The endpoints of this crate: every product's list is gathered here.
pub(crate) fn known_endpoints() -> Vec<&'static EndpointSpec> {
    Catalog::stytch().specs()
}

impl Table {
    /// The field called `name` that travels in `location`.
    pub(crate) fn field(&self, location: Location, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.location == location && field.wire_name == name)
    }
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
