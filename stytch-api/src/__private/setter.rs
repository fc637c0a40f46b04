//! What setters take, as their fields hold it.

/// A list of whatever makes its elements.
#[inline]
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// A map of whatever makes its keys and values.
#[inline]
pub fn entries<K, V, M: FromIterator<(K, V)>>(
    entries: impl IntoIterator<Item = (impl Into<K>, impl Into<V>)>,
) -> M {
    entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}
