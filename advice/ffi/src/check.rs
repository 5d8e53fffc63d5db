//! The check itself.

use std::sync::Arc;

use presend_advice as core;

use crate::advisor::{Advisor, hosted};
use crate::cancel::CancelToken;
use crate::model::Model;
use crate::pixels::PixelLayout;
use crate::switch::Switch;
use crate::verdict::{Moment, Verdict};

/// Gives advice with one advisor, under the limits of the core.
#[derive(Debug, uniffi::Object)]
pub struct AdviceCheck {
    check: core::AdviceCheck,
}

#[uniffi::export]
impl AdviceCheck {
    /// With a model, which may be let go of then.
    #[uniffi::constructor]
    #[must_use]
    pub fn with_model(model: &Model) -> Self {
        let model = Arc::<core::Model>::clone(&model.model);
        Self { check: core::AdviceCheck::new(model) }
    }

    /// With an advisor that the app lends.
    #[uniffi::constructor]
    #[must_use]
    pub fn with_advisor(advisor: Arc<dyn Advisor>) -> Self {
        Self { check: core::AdviceCheck::new(hosted(advisor)) }
    }

    /// Looks at a whole file, without copying it. (`switch` is a word of C, which stands between.)
    #[must_use]
    pub fn advise_file(
        &self,
        moment: Moment,
        bytes: &[u8],
        setting: Switch,
        cancel: &CancelToken,
    ) -> Verdict {
        self.advise(moment, core::Picture::File(bytes), setting, cancel)
    }

    /// Looks at pixels that the app decoded.
    #[must_use]
    pub fn advise_pixels(
        &self,
        moment: Moment,
        bytes: &[u8],
        layout: PixelLayout,
        setting: Switch,
        cancel: &CancelToken,
    ) -> Verdict {
        self.advise(moment, core::Picture::Pixels(layout.view(bytes)), setting, cancel)
    }
}

impl AdviceCheck {
    fn advise(
        &self,
        moment: Moment,
        picture: core::Picture<'_>,
        setting: Switch,
        cancel: &CancelToken,
    ) -> Verdict {
        self.check.advise(moment.into(), picture, &setting.into(), &cancel.token).into()
    }
}
