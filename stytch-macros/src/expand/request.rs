//! The request of an endpoint.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{
    docs::{expand_docs_and, route},
    setter::{expand_argument_type, expand_conversion, expand_setter},
    table::{expand_default_impl, expand_struct, expand_table},
};
use crate::model::{
    Auth, BodyFormat, Endpoint, Envelope, Field, Host, Method, Object, Presence, Repeat,
};

/// The struct, `new`, a setter for each optional field, its table and its endpoint.
pub(crate) fn expand_request(endpoint: &Endpoint) -> TokenStream {
    let request = &endpoint.request;
    let Object { krate, name, cfg, docs, .. } = request;
    let docs = expand_docs_and(docs, &format!("The request of {}.", route(endpoint)));
    let item = expand_struct(request, &docs);
    let new = expand_new(request);
    let (required, optional): (Vec<_>, Vec<_>) =
        request.fields.iter().partition(|field| is_required(field));
    let setters = optional.into_iter().map(|field| expand_setter(field, krate));
    let default = required.is_empty().then(|| expand_default_impl(request));
    let endpoint = expand_endpoint_impl(endpoint);
    let table = expand_table(request, &quote!(#default #endpoint));
    quote! {
        #item
        #cfg
        #[allow(dead_code, deprecated)]
        impl #name {
            #new
            #(#setters)*
        }
        #table
    }
}

fn is_required(field: &Field) -> bool {
    field.presence == Presence::Required
}

fn expand_new(request: &Object) -> TokenStream {
    let krate = &request.krate;
    let arguments = request.fields.iter().filter(|field| is_required(field)).map(|field| {
        let (ident, ty) = (&field.ident, expand_argument_type(field, krate));
        quote!(#ident: #ty)
    });
    let values = request.fields.iter().map(|field| {
        let ident = &field.ident;
        let value = match field.presence {
            Presence::Optional => quote!(::core::option::Option::None),
            Presence::Required | Presence::Zero => expand_conversion(field),
        };
        quote!(#ident: #value)
    });
    let span = request.name.span().resolved_at(Span::call_site());
    let new = quote_spanned! {span=>
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    };
    quote! {
        /// The request with what it needs; setters add the rest.
        #[must_use]
        #[inline]
        #[allow(clippy::too_many_arguments)]
        #new
    }
}

fn expand_endpoint_impl(endpoint: &Endpoint) -> TokenStream {
    let Object { krate, name: request, .. } = &endpoint.request;
    let response = &endpoint.response.name;
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
    quote! {
        #[automatically_derived]
        impl #krate::__private::Endpoint for #request {
            type Response = #response;
            #[inline]
            fn spec() -> &'static #krate::__private::EndpointSpec {
                static SPEC: #krate::__private::EndpointSpec = #krate::__private::EndpointSpec::new(
                    #name,
                    #krate::__private::Method::#method,
                    #path,
                    <#request as #krate::__private::Object>::described,
                    <#response as #krate::__private::Object>::described,
                ) #options;
                &SPEC
            }
        }
    }
}

/// What the spec says beyond the defaults of `EndpointSpec::new`.
fn expand_options(endpoint: &Endpoint) -> TokenStream {
    let krate = &endpoint.request.krate;
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
    if endpoint.host == Host::Telemetry {
        options.extend(quote!(.host(#krate::__private::Host::Telemetry)));
    }
    match endpoint.repeat {
        Some(Repeat::Safe) => options.extend(quote!(.repeat(#krate::__private::Repeat::Safe))),
        Some(Repeat::Unsafe) => options.extend(quote!(.repeat(#krate::__private::Repeat::Unsafe))),
        None => {}
    }
    match endpoint.body {
        BodyFormat::None => {}
        BodyFormat::Json => options.extend(quote!(.body(#krate::__private::BodyFormat::Json))),
        BodyFormat::Form => options.extend(quote!(.body(#krate::__private::BodyFormat::Form))),
    }
    if endpoint.auth == Auth::None {
        options.extend(quote!(.no_auth()));
    }
    if endpoint.envelope == Envelope::Bare {
        options.extend(quote!(.bare()));
    }
    if endpoint.request.deprecated.is_some() {
        options.extend(quote!(.deprecated()));
    }
    options
}
