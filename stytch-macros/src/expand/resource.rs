//! The items that `resource!` generates.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{docs::expand_docs, spans::at_name};
use crate::{
    generated::ResourceFunction,
    model::{Child, Host, Resource},
};

/// The struct, the `Resource` impl, and the functions of the resource.
pub(crate) fn expand_resource(resource: &Resource) -> TokenStream {
    let Resource { krate, name, cfg, .. } = resource;
    let item = expand_struct(resource);
    let (client, host) = (expand_client(resource), expand_host(resource));
    let functions = ResourceFunction::ALL.iter().map(|function| match function {
        ResourceFunction::New => expand_new(&client),
        ResourceFunction::Catalog => expand_catalog(resource),
        ResourceFunction::CheckCrate => expand_crate_check(krate),
    });
    let children = resource.children.iter().map(|child| expand_child(child, krate, &client));
    quote! {
        #item

        #cfg
        #[allow(deprecated)]
        // The compiler would list this type as a suggestion in the error for a type that is not a
        // resource.
        #[diagnostic::do_not_recommend]
        impl<'c> #krate::Resource<'c, #client> for #name<'c> {
            fn new(client: &'c #client) -> Self {
                Self { client }
            }

            fn client(&self) -> &'c #client {
                self.client
            }
        }

        #cfg
        #[allow(dead_code, deprecated)]
        impl<'c> #name<'c> {
            #host
            #(#functions)*
            #(#children)*
        }
    }
}

fn expand_struct(resource: &Resource) -> TokenStream {
    let Resource { visibility, name, docs, cfg, deprecated, .. } = resource;
    let docs = expand_docs(docs, &format!("The resource `{name}`."));
    let client = expand_client(resource);
    let client = quote!(client: &'c #client);
    // Has the span of the name: the compiler reports a second resource of the same name there.
    let item = quote_spanned!(at_name(name)=> struct #name<'c> { #client });
    quote! {
        #docs
        #cfg
        #deprecated
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        // The macro itself reports a name that is not in upper camel case.
        #[allow(non_camel_case_types)]
        #visibility #item
    }
}

/// The client that the resource makes its calls through.
fn expand_client(Resource { krate, host, .. }: &Resource) -> TokenStream {
    match host {
        None | Some(Host::Telemetry) => quote!(#krate::Client),
        Some(Host::Management) => quote!(#krate::ManagementClient),
    }
}

fn expand_new(client: &TokenStream) -> TokenStream {
    let new = ResourceFunction::New.ident();
    quote! {
        /// Creates the resource, which makes its calls through `client`.
        pub fn #new(client: &'c #client) -> Self {
            Self { client }
        }
    }
}

/// The method that returns a child resource.
fn expand_child(child: &Child, krate: &TokenStream, client: &TokenStream) -> TokenStream {
    let Child { ident, ty, docs, cfg, deprecated, .. } = child;
    let docs = expand_docs(docs, &format!("The resource `{}`.", quote!(#ty)));
    // Has the span of the type: the compiler reports a type that is not a resource there.
    let span = ty.segments.last().map_or_else(Span::call_site, |segment| at_name(&segment.ident));
    let ty = quote_spanned!(span=> #ty<'c>);
    let resource = quote!(#krate::Resource);
    let new = quote_spanned!(span=> <#ty as #resource<'c, #client>>::new(self.client));
    // Has the span of the name: the compiler reports another method of the same name there.
    let method = quote_spanned! {at_name(ident)=>
        pub fn #ident(self) -> #ty {
            #new
        }
    };
    quote! {
        #docs
        #cfg
        #deprecated
        #method
    }
}

/// The constant that the endpoints take their host from. Without it, they take that of `AnyType`.
fn expand_host(Resource { krate, host, .. }: &Resource) -> Option<TokenStream> {
    let host = match host.as_ref()? {
        Host::Telemetry => quote!(Telemetry),
        Host::Management => quote!(Management),
    };
    Some(quote! {
        #[doc(hidden)]
        pub const HOST: #krate::schema::Host = #krate::schema::Host::#host;
    })
}

/// The private function that the endpoints of the resource call. In another crate, the call resolves to
/// that of `AnyType` instead, which fails with a helpful error.
fn expand_crate_check(krate: &TokenStream) -> TokenStream {
    let check = ResourceFunction::CheckCrate.ident();
    quote! {
        #[doc(hidden)]
        pub const ORIGIN: #krate::__private::ByMacro = #krate::__private::ByMacro;

        #[inline]
        pub(crate) fn #check(_: #krate::__private::ByMacro) {}
    }
}

fn expand_catalog(resource: &Resource) -> TokenStream {
    let Resource { krate, requests, children, .. } = resource;
    let catalog = ResourceFunction::Catalog.ident();
    let children = children.iter().map(|Child { name, ty, cfg, .. }| {
        quote! {
            #cfg
            let catalog = catalog.resource(#name, <#ty>::catalog());
        }
    });
    quote! {
        /// The endpoints of this resource and its child resources, by name.
        pub fn #catalog() -> #krate::catalog::Catalog {
            // Provides `catalog` for a child that is not a resource, which is only reported where the
            // method returns it.
            #[allow(unused_imports)]
            use #krate::__private::AnyType as _;
            let catalog = #krate::catalog::Catalog::new()
                #(.spec(<#requests as #krate::schema::Endpoint>::spec()))*;
            #(#children)*
            catalog
        }
    }
}
