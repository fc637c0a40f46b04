//! The method of an endpoint on its resource.

use proc_macro2::TokenStream;
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
    let resource = quote_spanned!(span=> #resource<'c>);
    let check = ResourceFunction::CheckCrate.ident();
    let call = quote_spanned! {span=>
        <#resource>::#check(<#resource>::ORIGIN);
        <#resource as __stytch::Resource<'c>>::call(self, request)
    };
    let method = quote_spanned! {at_name(name)=>
        pub fn #name(&self, request: #request) -> __stytch::Call<'c, #request> {
            #call
        }
    };
    let header = quote_spanned!(span=> impl<'c> #resource);
    let path = &endpoint.resource_path;
    let import = (!path.is_empty()).then(|| quote!(use #path;));
    Some(quote! {
        #import
        #[allow(unused_imports)]
        use __stytch::AnyType as _;
        #header {
            #docs
            #deprecated
            #[inline]
            #method
        }
    })
}
