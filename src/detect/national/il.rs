//! Israel: identity numbers (Luhn).
use super::Id;
use super::checksum::luhn;
use crate::detect::Detector;

pub(super) const IDS: &[Id] = &[Id {
    detector: Detector::IlId,
    free: &[],
    named: &["999999999"],
    words: &["teudat", "teudat zehut", "zehut", "tz", "israeli id", "תעודת זהות", "ת״ז"],
    check: luhn,
}];
