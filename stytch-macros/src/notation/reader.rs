//! Reads the tokens of a type by recursive descent.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::LitStr;

use super::{
    meaning::Meaning,
    names::{Named, named},
    resolve::{Notation, resolve},
};
use crate::suggest::{is_word, referenced_name};

/// The tokens of a type.
pub(super) struct Reader {
    /// In reverse order.
    rest: Vec<TokenTree>,
    notation: Notation,
}

impl Reader {
    pub(super) fn new(tokens: TokenStream, notation: Notation) -> Self {
        let mut rest: Vec<_> = tokens.into_iter().collect();
        rest.reverse();
        Self { rest, notation }
    }

    pub(super) fn read_all(mut self) -> Meaning {
        let meaning = self.read_union();
        if self.rest.is_empty() { meaning } else { Meaning::Unknown }
    }

    /// `A | B`
    fn read_union(&mut self) -> Meaning {
        self.take('|');
        let mut members = vec![self.read_suffixed()];
        while self.take('|') {
            members.push(self.read_suffixed());
        }
        Meaning::one_of(members)
    }

    /// `A[]`, `A?`, `A!`
    fn read_suffixed(&mut self) -> Meaning {
        let mut meaning = self.read_prefixed();
        loop {
            if self.take_group(Delimiter::Bracket).is_some() {
                meaning = Meaning::list_of(meaning);
            } else if self.take('?') {
                meaning = meaning.optional();
            } else if !self.take('!') {
                return meaning;
            }
        }
    }

    /// `&'a A`, `*A`, `?A`, `[]A`, `[A]`, `(A)`, `{ … }`, `"a"`, or a path.
    fn read_prefixed(&mut self) -> Meaning {
        if self.take('&') {
            self.skip_lifetime();
            self.take_word("mut");
            return self.read_prefixed();
        }
        if self.take('*') || self.take('?') {
            return self.read_prefixed().optional();
        }
        if self.take('$') {
            return self.read_reference();
        }
        match self.rest.last() {
            Some(TokenTree::Ident(_)) => self.read_path(),
            Some(TokenTree::Group(_)) => match self.rest.pop() {
                Some(TokenTree::Group(group)) => self.read_group(&group),
                _ => Meaning::Unknown,
            },
            Some(TokenTree::Literal(literal)) => {
                let literal = literal.to_string();
                self.rest.pop();
                self.read_literal(&literal)
            }
            Some(TokenTree::Punct(punct)) if punct.as_char() == ':' => self.read_path(),
            Some(TokenTree::Punct(_)) | None => Meaning::Unknown,
        }
    }

    /// `"string"`, a type in quotes, or `"a"`, a value.
    fn read_literal(&self, literal: &str) -> Meaning {
        let text = literal.trim_matches(['"', '\'']);
        if text == literal {
            return Meaning::Unknown;
        }
        let is_type = text == "String" || named(text).is_some();
        if is_type { resolve(text, text, Vec::new(), self.notation) } else { Meaning::Values }
    }

    /// The `ref("#/schemas/A")` in `$ref("#/schemas/A")`.
    fn read_reference(&mut self) -> Meaning {
        let is_reference = self.take_word("ref");
        let name = self.take_group(Delimiter::Parenthesis).filter(|_| is_reference);
        let reference = name.and_then(|name| syn::parse2::<LitStr>(name.stream()).ok());
        let name = reference.map(|reference| referenced_name(&reference.value()).to_owned());
        name.filter(|name| is_word(name)).map_or(Meaning::Unknown, Meaning::Type)
    }

    fn read_group(&mut self, group: &Group) -> Meaning {
        let inner = Self::new(group.stream(), self.notation);
        match group.delimiter() {
            Delimiter::Brace => Meaning::Object,
            Delimiter::Parenthesis if group.stream().is_empty() => Meaning::Nothing,
            Delimiter::None => inner.read_all(),
            Delimiter::Parenthesis => inner.read_tuple(),
            Delimiter::Bracket if group.stream().is_empty() => {
                Meaning::list_of(self.read_element())
            }
            Delimiter::Bracket => inner.read_array(),
        }
    }

    /// The `A` in `[]A`, `[]*A` and `map[B]*A`.
    fn read_element(&mut self) -> Meaning {
        self.take('*');
        self.read_prefixed()
    }

    /// The inside of `[A]`, `[A; 3]` and `[A, B]`.
    fn read_array(mut self) -> Meaning {
        let element = self.read_union();
        let is_complete = self.rest.is_empty() || self.take(';');
        if is_complete { Meaning::list_of(element) } else { self.read_elements(element) }
    }

    /// The inside of `(A)` and `(A, B)`.
    fn read_tuple(mut self) -> Meaning {
        let first = self.read_union();
        if self.rest.is_empty() { first } else { self.read_elements(first) }
    }

    /// The rest of a tuple: a list of any values, unless all of them are of the same type.
    fn read_elements(mut self, first: Meaning) -> Meaning {
        let element = first.into_type();
        let mut are_same = element.is_some();
        while self.take(',') && !self.rest.is_empty() {
            are_same &= self.read_union().into_type() == element;
        }
        if !self.rest.is_empty() {
            return Meaning::Unknown;
        }
        let element = element.filter(|_| are_same).unwrap_or_else(|| "Json".to_owned());
        Meaning::Type(format!("Vec<{element}>"))
    }

    /// `A`, `a::A`, `a.A`, `A<B, C>`, `A[B, C]`, `map[A]B`, `A(3)`
    fn read_path(&mut self) -> Meaning {
        let words = ["readonly", "struct", "enum", "class"];
        let mut is_item = false;
        while words.iter().any(|word| self.take_word_before(word)) {
            is_item = true;
        }
        let mut path = String::new();
        let name = loop {
            while self.take(':') {
                path.push(':');
            }
            if self.take('.') {
                path.push_str("::");
            }
            let name = match self.rest.last() {
                Some(TokenTree::Ident(ident)) => ident.to_string(),
                _ => return Meaning::Unknown,
            };
            self.rest.pop();
            path.push_str(&name);
            if !(self.is_next(':') || self.is_next('.')) {
                break name;
            }
        };
        if is_item && self.take_group(Delimiter::Brace).is_some() {
            return Meaning::Object;
        }
        if ["Literal", "enum", "Enum"].contains(&name.as_str())
            && (self.take_filled_brackets().is_some()
                || self.take_group(Delimiter::Parenthesis).is_some())
        {
            return Meaning::Values;
        }
        let arguments = self.read_arguments(&name);
        let meaning = resolve(&path, &name, arguments, self.notation);
        self.read_calls(meaning)
    }

    /// The `.int().optional()` in `z.number().int().optional()`.
    fn read_calls(&mut self, mut meaning: Meaning) -> Meaning {
        while self.notation == Notation::Foreign && self.take('.') {
            let Some(TokenTree::Ident(method)) = self.rest.pop() else { return Meaning::Unknown };
            if self.take_group(Delimiter::Parenthesis).is_none() {
                return Meaning::Unknown;
            }
            meaning = match method.to_string().as_str() {
                "optional" | "nullable" | "nullish" => meaning.optional(),
                "array" => Meaning::list_of(meaning),
                "int" => Meaning::Type("i64".to_owned()),
                _ => meaning,
            };
        }
        meaning
    }

    /// The type arguments of `name`.
    fn read_arguments(&mut self, name: &str) -> Vec<Meaning> {
        let mut arguments = Vec::new();
        if name == "interface" {
            self.take_group(Delimiter::Brace);
        } else if self.take('<') {
            while !self.rest.is_empty() && !self.take('>') {
                if !self.skip_lifetime() {
                    arguments.push(self.read_union());
                }
                if !self.take(',') && !self.is_next('>') {
                    arguments.push(Meaning::Unknown);
                    self.rest.clear();
                }
            }
        } else if named(name).is_some_and(takes_arguments)
            && let Some(group) = self.take_filled_brackets()
        {
            arguments = Self::new(group.stream(), self.notation).read_list();
            if name == "map" {
                arguments.push(self.read_element());
            }
        } else if let Some(group) = self.take_group(Delimiter::Parenthesis) {
            let is_generic = ["Vec", "BTreeMap", "HashMap", "Nullable", "Box"].contains(&name)
                || named(name).is_some_and(takes_arguments);
            if is_generic {
                arguments = Self::new(group.stream(), self.notation).read_list();
            } else if named(name).is_none() {
                arguments.push(Meaning::Unknown);
            }
        }
        arguments
    }

    /// `A, B`
    fn read_list(mut self) -> Vec<Meaning> {
        let mut list = vec![self.read_union()];
        while self.take(',') {
            list.push(self.read_union());
        }
        list
    }

    fn is_next(&self, character: char) -> bool {
        matches!(self.rest.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
    }

    fn take(&mut self, character: char) -> bool {
        let is_next = self.is_next(character);
        if is_next {
            self.rest.pop();
        }
        is_next
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is_next = matches!(self.rest.last(), Some(TokenTree::Ident(ident)) if ident == word);
        if is_next {
            self.rest.pop();
        }
        is_next
    }

    /// Takes a word if another follows it.
    fn take_word_before(&mut self, word: &str) -> bool {
        let next = self.rest.len().checked_sub(2).and_then(|index| self.rest.get(index));
        matches!(next, Some(TokenTree::Ident(_))) && self.take_word(word)
    }

    /// Takes a group with this delimiter; if it is `[…]`, only if it is empty.
    fn take_group(&mut self, delimiter: Delimiter) -> Option<Group> {
        let is_next = matches!(
            self.rest.last(),
            Some(TokenTree::Group(group))
                if group.delimiter() == delimiter
                    && (delimiter != Delimiter::Bracket || group.stream().is_empty())
        );
        self.pop_group_if(is_next)
    }

    fn take_filled_brackets(&mut self) -> Option<Group> {
        let is_next = matches!(
            self.rest.last(),
            Some(TokenTree::Group(group))
                if group.delimiter() == Delimiter::Bracket && !group.stream().is_empty()
        );
        self.pop_group_if(is_next)
    }

    fn pop_group_if(&mut self, is_next: bool) -> Option<Group> {
        match is_next.then(|| self.rest.pop())?? {
            TokenTree::Group(group) => Some(group),
            _ => None,
        }
    }

    fn skip_lifetime(&mut self) -> bool {
        let is_lifetime = self.take('\'');
        if is_lifetime {
            self.rest.pop();
        }
        is_lifetime
    }
}

fn takes_arguments(named: Named) -> bool {
    match named {
        Named::List | Named::Map | Named::Inner | Named::Optional => true,
        Named::Type(_) | Named::OneOf(..) | Named::Byte | Named::Nothing => false,
    }
}
