//! PDQ, bit for bit: "The TMK+PDQF video-hashing algorithm and the PDQ image-hashing algorithm",
//! Facebook 2019, and the code published with it.

mod value;

pub use value::{Pdq, PdqHash};
