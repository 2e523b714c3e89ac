//! Names by form: globs and regular expressions. They are asked where no words match, and only once a name: the memo
//! keeps what they say.
use regex_lite::Regex;

use super::glob::Glob;
use super::words::Match;
use crate::part::WHOLE;

/// Longer names are not held against regular expressions.
const NAME: usize = 1024;

/// How a name is known.
pub(crate) enum Form {
    Glob(Glob),
    Regex(Box<Regex>),
}

/// The forms of a policy; later ones win.
#[derive(Default)]
pub(crate) struct Forms {
    list: Vec<(Form, Match)>,
}

impl Forms {
    pub(crate) fn add(&mut self, form: Form, found: Match) {
        self.list.push((form, found));
    }

    /// What `name` matches. In text blanks may stand in front of a name: its last part counts as well.
    pub(crate) fn find(&self, name: &[u8]) -> Option<Match> {
        if self.list.is_empty() {
            return None;
        }
        let last = name.iter().rposition(|byte| *byte == b' ').map_or(name, |at| &name[at + 1..]);
        let matches = |form: &Form| match form {
            Form::Glob(glob) => glob.matches(name) || (last.len() < name.len() && glob.matches(last)),
            Form::Regex(_) if !WHOLE => false,
            Form::Regex(regex) => {
                let name = std::str::from_utf8(&name[..name.len().min(NAME)]).unwrap_or_default();
                let last = std::str::from_utf8(&last[..last.len().min(NAME)]).unwrap_or_default();
                regex.is_match(name) || (last.len() < name.len() && regex.is_match(last))
            }
        };
        let kept = |(form, found): &&(Form, Match)| *found == Match::Kept && matches(form);
        if let Some((_, found)) = self.list.iter().find(kept) {
            return Some(*found);
        }
        self.list.iter().rev().find(|(form, _)| matches(form)).map(|(_, found)| *found)
    }
}
