/// An object as the dictionary of a stream may hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Name(Vec<u8>),
    Number(u64),
    /// Another object, by its number.
    Reference(u32),
    Text(Vec<u8>),
    Array(Vec<Self>),
    Dictionary(Dictionary),
    /// A truth value, null, or a number that is not whole or is below zero.
    Other,
}

/// Keys and values in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Dictionary(pub(super) Vec<(Vec<u8>, Value)>);

impl Dictionary {
    /// The value of this key. Of two the last one counts, as for viewers.
    pub(super) fn get(&self, key: &[u8]) -> Option<&Value> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value of a key or, in an inline picture or an old file, of its short form.
    pub(super) fn either(&self, key: &[u8], short: &[u8]) -> Option<&Value> {
        self.get(key).or_else(|| self.get(short))
    }
}

impl Value {
    pub(super) fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub(super) const fn number(&self) -> Option<u64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    pub(super) const fn dictionary(&self) -> Option<&Dictionary> {
        if let Self::Dictionary(dictionary) = self { Some(dictionary) } else { None }
    }
}
