//! Conversions from the arguments of setters to the types of their fields.

/// Collects a list and converts its elements.
#[inline]
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// Collects a map and converts its keys and values.
#[inline]
pub fn entries<K, V, M: FromIterator<(K, V)>>(
    entries: impl IntoIterator<Item = (impl Into<K>, impl Into<V>)>,
) -> M {
    entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}
