//! Croatia: personal identification numbers (ISO 7064, mod 11, 10).
use super::Id;
use super::checksum::iso7064;
use crate::detect::Detector;

pub(super) const IDS: &[Id] =
    &[Id { detector: Detector::HrOib, free: &[], named: &["99999999999"], words: &["oib"], check: iso7064 }];
