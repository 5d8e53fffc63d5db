use core::fmt;

/// Why a model is not used. Nothing of it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelRefused {
    /// The file is larger than [`super::MAX_MODEL_BYTES`].
    TooLarge,
    /// The file is another one than the pinned.
    WrongDigest,
    /// The file is not a model in ONNX, or a broken one.
    NotAModel,
    /// The model uses an operation that is not supported, or one that may run without end.
    UnsupportedOperation(String),
    /// The model does not take one picture of the pinned sides and layout.
    WrongInput,
    /// The model does not give the pinned count of numbers.
    WrongOutput,
    /// One picture would take more than [`super::MAX_MULTIPLICATIONS`] or [`super::MAX_RUN_BYTES`].
    TooMuchWork,
}

impl ModelRefused {
    /// The stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::WrongDigest => "wrong_digest",
            Self::NotAModel => "not_a_model",
            Self::UnsupportedOperation(_) => "unsupported_operation",
            Self::WrongInput => "wrong_input",
            Self::WrongOutput => "wrong_output",
            Self::TooMuchWork => "too_much_work",
        }
    }
}

impl fmt::Display for ModelRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnsupportedOperation(operation) => write!(f, "{} ({operation})", self.name()),
            Self::TooLarge
            | Self::WrongDigest
            | Self::NotAModel
            | Self::WrongInput
            | Self::WrongOutput
            | Self::TooMuchWork => f.write_str(self.name()),
        }
    }
}

impl core::error::Error for ModelRefused {}
