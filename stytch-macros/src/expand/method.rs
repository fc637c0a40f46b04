//! The method of an endpoint on its resource.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::{
    docs::{expand_docs, expand_docs_and, reference, route},
    spans::at_name,
};
use crate::{
    generated::ResourceFunction,
    model::{Endpoint, Object},
};

/// The method; `None` for an endpoint without a resource.
pub(crate) fn expand_method(endpoint: &Endpoint) -> Option<TokenStream> {
    let resource = endpoint.resource.as_ref()?;
    let span = at_name(resource);
    let Object { deprecated, name: request, docs, .. } = &endpoint.request;
    let name = &endpoint.name;
    let docs = match reference(endpoint) {
        Some(line) => expand_docs_and(docs, &line),
        None => expand_docs(docs, &format!("Calls {}.", route(endpoint))),
    };
    // Has the span of the resource: the compiler reports a type that is not a resource, or is from
    // another crate, there.
    let modules = &endpoint.modules;
    let resource = quote_spanned!(span=> #(#modules::)* #resource<'c>);
    let check = ResourceFunction::CheckCrate.ident();
    let client = quote_spanned!(span=> <#request as __stytch::Endpoint>::Client);
    let call = quote_spanned! {span=>
        <#resource>::#check(<#resource>::ORIGIN);
        <#resource as __stytch::Resource<'c, #client>>::call(self, request)
    };
    let method = quote_spanned! {at_name(name)=>
        pub fn #name(&self, request: #request) -> __stytch::Call<'c, #request> {
            #call
        }
    };
    let header = quote_spanned!(span=> impl<'c> #resource);
    let method = quote! {
        #[allow(unused_imports)]
        use __stytch::AnyType as _;
        #header {
            #docs
            #deprecated
            #[inline]
            #method
        }
    };
    let is_relative =
        modules.first().is_some_and(|first| syn::parse2::<Ident>(quote!(#first)).is_ok());
    Some(if is_relative { expand_in_modules(endpoint, &method) } else { method })
}

/// Declares the modules in front of a resource, in case that they don't exist: the path then refers to the
/// resource that is in scope. A module in scope takes precedence, because `use super::*` is in an inner block.
fn expand_in_modules(endpoint: &Endpoint, method: &TokenStream) -> TokenStream {
    let Endpoint { modules, request: Object { krate, .. }, .. } = endpoint;
    let parents = modules.iter().map(|_| quote!(super));
    let scope = quote!(pub use super::#(#parents::)* *;);
    let declared = modules.iter().rfold(scope, |inside, name| quote!(pub mod #name { #inside }));
    quote! {
        #[allow(unused_imports)]
        mod modules {
            #declared
            const _: () = {
                use super::*;
                use #krate::__private as __stytch;
                #method
            };
        }
    }
}
