//! Enums that C hands over as numbers.

/// Leads from the numbers of such an enum to the core's values and back: a value that the core has and the
/// header lacks does not compile. A number that the header lacks is none.
#[macro_export]
macro_rules! numbered {
    ($core:ty, $here:ty: $($value:ident)+) => {
        #[expect(clippy::as_conversions, reason = "nothing else says the number of a value")]
        impl $here {
            /// The value of this number; none if the header lacks it.
            #[must_use]
            pub const fn core(number: u32) -> Option<$core> {
                $(
                    if number == Self::$value as u32 {
                        return Some(<$core>::$value);
                    }
                )+
                None
            }

            /// The number of this value.
            #[must_use]
            pub const fn number(self) -> u32 {
                self as u32
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
