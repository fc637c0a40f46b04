//! The request of an endpoint.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::{
    docs::{expand_request_docs, expand_request_new_docs},
    field::expand_default_value,
    setter::{expand_argument_type, expand_conversion, expand_setter},
    spans::at_name,
    table::{expand_struct, expand_table},
};
use crate::{
    generated::Constructor,
    keyword::Method,
    model::{Auth, BodyFormat, Endpoint, Envelope, Field, Host, Object, Presence, RetrySafety},
};

/// The struct.
pub(crate) fn expand_request(endpoint: &Endpoint) -> TokenStream {
    let request = &endpoint.request;
    let docs = expand_request_docs(endpoint);
    let attributes = quote! {
        #docs
        #[must_use = "a setter returns the changed request, which does nothing until it is sent"]
    };
    expand_struct(request, &attributes)
}

/// `new`, a setter for each optional field, the table, the traits and the `Endpoint` impl.
pub(crate) fn expand_request_impls(endpoint: &Endpoint) -> TokenStream {
    let request = &endpoint.request;
    let name = &request.name;
    let new = expand_new(request, &expand_request_new_docs(endpoint));
    let optional = request.fields.iter().filter(|field| !is_required(field));
    let setters = optional.map(expand_setter);
    let traits = expand_traits(request);
    let table = expand_table(request, &format_ident!("REQUEST"));
    let endpoint = expand_endpoint_impl(endpoint);
    let methods = quote_spanned!(at_name(name)=> impl #name { #new #(#setters)* });
    quote!(#methods #table #traits #endpoint)
}

/// The traits of a request or an object that can be sent; `Default` only if no field is required.
pub(super) fn expand_traits(sent: &Object) -> TokenStream {
    let name = &sent.name;
    let has_required = sent.fields.iter().any(is_required);
    let default = (!has_required).then(|| quote!(Default));
    quote_spanned!(at_name(name)=> __stytch::object_traits! { #default #name })
}

fn is_required(field: &Field) -> bool {
    field.presence == Presence::Required
}

pub(super) fn expand_new(sent: &Object, attributes: &TokenStream) -> TokenStream {
    let arguments = sent.fields.iter().filter(|field| is_required(field)).map(|field| {
        let (ident, ty) = (&field.ident, expand_argument_type(field));
        quote!(#ident: #ty)
    });
    let values = sent.fields.iter().map(|field| {
        let ident = &field.ident;
        let value = match field.presence {
            Presence::Optional | Presence::Defaulted => expand_default_value(field),
            Presence::Required => expand_conversion(field),
        };
        quote!(#ident: #value)
    });
    let span = at_name(&sent.name);
    let new = Ident::new(Constructor::New.as_str(), span);
    let new = quote_spanned! {span=>
        pub fn #new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    };
    quote! {
        #attributes
        #[inline]
        #[allow(clippy::too_many_arguments)]
        #new
    }
}

fn expand_endpoint_impl(endpoint: &Endpoint) -> TokenStream {
    let (request, response) = (&endpoint.request.name, &endpoint.response.name);
    let (name, path) = (endpoint.name.to_string(), &endpoint.path);
    let name = name.trim_start_matches("r#");
    let method = match endpoint.method {
        Method::Get => quote!(Get),
        Method::Post => quote!(Post),
        Method::Put => quote!(Put),
        Method::Patch => quote!(Patch),
        Method::Delete => quote!(Delete),
    };
    let options = expand_options(endpoint);
    let client = expand_client(endpoint);
    quote_spanned! {at_name(request)=>
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __stytch::Endpoint for #request {
            type Response = #response;
            type Client = #client;
            #[inline]
            fn spec() -> &'static __stytch::EndpointSpec {
                static SPEC: __stytch::EndpointSpec = __stytch::EndpointSpec::new(
                    #name,
                    __stytch::Method::#method,
                    #path,
                    || &REQUEST,
                    || &RESPONSE,
                ) #options;
                &SPEC
            }
        }
    }
}

/// The client that can call the endpoint: that of its resource or, without one, of its host.
fn expand_client(endpoint: &Endpoint) -> TokenStream {
    if let Some(host) = expand_resource_host(endpoint) {
        return quote!(__stytch::ClientOf<{ __stytch::client_index(#host) }>);
    }
    match endpoint.host {
        None | Some(Host::Telemetry) => quote!(__stytch::Client),
        Some(Host::Management) => quote!(__stytch::ManagementClient),
    }
}

/// The host of the endpoint; `None` for that of the API.
fn expand_host(endpoint: &Endpoint) -> Option<TokenStream> {
    match endpoint.host {
        Some(Host::Telemetry) => Some(quote!(__stytch::Host::Telemetry)),
        Some(Host::Management) => Some(quote!(__stytch::Host::Management)),
        None => expand_resource_host(endpoint),
    }
}

/// The host of the endpoint's resource.
fn expand_resource_host(endpoint: &Endpoint) -> Option<TokenStream> {
    // A resource that was written as a path has been reported.
    let resource = endpoint.resource.as_ref().filter(|_| endpoint.modules.is_empty())?;
    Some(quote_spanned!(at_name(resource)=> <#resource<'static>>::HOST))
}

/// The options that differ from the defaults of `EndpointSpec::new`.
fn expand_options(endpoint: &Endpoint) -> TokenStream {
    let mut options = TokenStream::new();
    if let Some(resource) = &endpoint.resource {
        let resource = resource.to_string();
        options.extend(quote!(.resource(#resource)));
    }
    let docs = &endpoint.request.docs.text;
    if !docs.is_empty() {
        options.extend(quote!(.docs(#docs)));
    }
    if let Some(url) = &endpoint.docs_url {
        options.extend(quote!(.docs_url(#url)));
    }
    if let Some(host) = expand_host(endpoint) {
        options.extend(quote!(.host(#host)));
    }
    match endpoint.retry_safety {
        Some(RetrySafety::Safe) => {
            options.extend(quote!(.retry_safety(__stytch::RetrySafety::Safe)));
        }
        Some(RetrySafety::Unsafe) => {
            options.extend(quote!(.retry_safety(__stytch::RetrySafety::Unsafe)));
        }
        None => {}
    }
    match endpoint.body {
        BodyFormat::None => {}
        BodyFormat::Json => options.extend(quote!(.body(__stytch::BodyFormat::Json))),
        BodyFormat::Form => options.extend(quote!(.body(__stytch::BodyFormat::Form))),
    }
    match endpoint.auth {
        Auth::Basic => {}
        Auth::None => options.extend(quote!(.no_auth())),
    }
    match endpoint.envelope {
        Envelope::Stytch => {}
        Envelope::Bare => options.extend(quote!(.bare())),
    }
    if let Some(items) = endpoint.pages.as_ref().and_then(|pages| pages.items.as_ref()) {
        let items = &items.wire_name;
        options.extend(quote!(.items(#items)));
    }
    if endpoint.request.deprecated.is_some() {
        options.extend(quote!(.deprecated()));
    }
    options
}
