use crate::closed_list::closed_list;

closed_list! {
    /// Which of the two published ways of computing PDQ a section was made with. They differ by 4 to 9
    /// bits on average, so one is never compared with the other.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum NearForm {
        /// Of the picture as it is: the Python, Java and vPDQ tools.
        Pdq = "pdq",
        /// Of the picture brought to 512x512 first: the C++ tool.
        Pdq512 = "pdq512",
    }
}
