//! Enums that have no fields. The crate for advice has this file too.

/// Converts such an enum value by value, in both directions even if only one is called: a value that the
/// core has and this surface lacks does not compile, and neither does one that the core lost.
macro_rules! mirrors {
    ($core:ty, $here:ty: $($value:ident)+) => {
        impl From<$core> for $here {
            fn from(core: $core) -> Self {
                match core {
                    $(<$core>::$value => Self::$value,)+
                }
            }
        }

        impl From<$here> for $core {
            fn from(here: $here) -> Self {
                match here {
                    $(<$here>::$value => Self::$value,)+
                }
            }
        }
    };
}

pub(crate) use mirrors;
