//! Closed lists as tables: a value is one row, with its stable name and, where people read it, what
//! that name means in Dutch. The enumeration, `ALL` and the names are made of the rows, so that a new
//! value is said once, and whoever takes the list apart does not compile until it knows the value.
//! A value may count something; in `ALL` it counts none.

/// Makes an enumeration of rows: `Value = "name",` or `Value = "name" => "naam",`.
macro_rules! closed_list {
    (
        $(#[$about:meta])*
        pub enum $list:ident {
            $(
                $(#[$of:meta])*
                $value:ident $({ $(#[$more:meta])* $field:ident: $number:ty })? = $name:literal
                $(=> $dutch:literal)?,
            )+
        }
    ) => {
        $(#[$about])*
        pub enum $list {
            $($(#[$of])* $value $({ $(#[$more])* $field: $number })?,)+
        }

        impl $list {
            /// All of them, in this order.
            pub const ALL: [Self; [$($name),+].len()] =
                [$(Self::$value $({ $field: <$number>::MIN })?),+];

            /// The stable name: the same in JSON, in files and in every language.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value $({ $field: _ })? => $name,)+
                }
            }
        }

        $crate::closed_list::dutch!($list: $($value $(=> $dutch)?,)+);
    };
}

/// What the names mean in Dutch, if every row says it.
macro_rules! dutch {
    ($list:ident: $($value:ident,)+) => {};
    ($list:ident: $($value:ident => $dutch:literal,)+) => {
        impl $list {
            /// What the name means, in Dutch.
            pub(crate) const fn dutch(self) -> &'static str {
                match self {
                    $(Self::$value => $dutch,)+
                }
            }
        }
    };
}

pub(crate) use {closed_list, dutch};
