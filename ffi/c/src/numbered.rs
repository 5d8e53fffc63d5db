//! Enums that C hands over as numbers.

/// Leads from the numbers of such an enum to the core's values and back: a value that the core has and the
/// header lacks does not compile. A number that the header lacks is none.
macro_rules! numbered {
    ($core:ty, $here:ty: $($value:ident)+) => {
        impl $here {
            #[expect(clippy::as_conversions, reason = "nothing else says the number of a value")]
            pub(crate) const fn core(number: u32) -> Option<$core> {
                $(
                    if number == Self::$value as u32 {
                        return Some(<$core>::$value);
                    }
                )+
                None
            }
        }

        impl From<$core> for $here {
            fn from(core: $core) -> Self {
                match core {
                    $(<$core>::$value => Self::$value,)+
                }
            }
        }
    };
}

pub(crate) use numbered;
