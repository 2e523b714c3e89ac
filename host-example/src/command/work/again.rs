//! A batch in which an instance stopped (fuel, memory, a panic in the core) is done again record by record, and the one
//! record that stopped it is refused: masked or withheld, never passed.

use logveil_host::Stop;

use crate::command::exit::Failure;
use crate::command::input::batch::{Batch, End, lines};
use crate::command::work::done::{Done, lose};
use crate::command::work::lane::{Lane, Stand, Trouble};

impl Lane {
    /// Record by record, with a new instance after each that stops.
    pub(super) fn singly(&mut self, batch: &Batch, before: Stand) -> Result<Done, Failure> {
        let mut done = Done { again: true, ..Done::default() };
        let mut stand = before;
        for record in batch.records() {
            match self.place(&stand).and_then(|()| self.push(record, lines(record), &mut done)) {
                Ok(()) => stand.clone_from(&self.stand),
                Err(Trouble::Hopeless(failure)) => return Err(failure),
                Err(Trouble::Stopped(stop)) => stand = self.apart(record, stop, stand, &mut done)?,
            }
        }
        if batch.end == End::Finish {
            match self.place(&stand).and_then(|()| self.finish(&mut done)) {
                Ok(()) => {}
                Err(Trouble::Hopeless(failure)) => return Err(failure),
                // Nothing was open, so nothing is lost.
                Err(Trouble::Stopped(_)) if stand.state.is_empty() => {}
                Err(Trouble::Stopped(stop)) => {
                    // The record that was still open is what stopped it.
                    let stand = self.refuse(b"", stop, stand, &mut done)?;
                    if let Err(Trouble::Stopped(_)) = self.place(&stand).and_then(|()| self.finish(&mut done)) {
                        lose(stand.line, &mut done);
                    }
                }
            }
            self.stand.state.clear();
        }
        done.state.clone_from(&self.stand.state);
        Ok(done)
    }

    /// A record stopped the instance, or the lines before it did that waited for it: where it does not go on with them, each is
    /// done for itself. Gives where the stream stands after both.
    fn apart(&mut self, record: &[u8], stop: Stop, stand: Stand, done: &mut Done) -> Result<Stand, Failure> {
        let open = stand.state.len();
        let asked = self.place(&stand).and_then(|()| {
            let goes_on = self.live()?.goes_on(record, open);
            self.alive(goes_on)
        });
        match asked {
            Ok(false) if open > 0 => {}
            Err(Trouble::Hopeless(failure)) => return Err(failure),
            Ok(_) | Err(Trouble::Stopped(_)) => return self.refuse(record, stop, stand, done),
        }
        let stand = match self.flush(done) {
            Ok(()) => self.stand.clone(),
            Err(Trouble::Hopeless(failure)) => return Err(failure),
            Err(Trouble::Stopped(stop)) => self.refuse(b"", stop, stand, done)?,
        };
        match self.place(&stand).and_then(|()| self.push(record, lines(record), done)) {
            Ok(()) => Ok(self.stand.clone()),
            Err(Trouble::Hopeless(failure)) => Err(failure),
            Err(Trouble::Stopped(stop)) => self.refuse(record, stop, stand, done),
        }
    }

    /// Has a record masked or withheld on a new instance; gives where the stream stands after it.
    fn refuse(&mut self, record: &[u8], stop: Stop, stand: Stand, done: &mut Done) -> Result<Stand, Failure> {
        self.stream = None;
        let refused = self.place(&stand).and_then(|()| {
            let (verb, open) = (self.session.verb, stand.state.len());
            self.live()?.push(verb, b"", open)?;
            let output = self.live()?.refuse(record, stop.rule(), open)?;
            self.after(lines(record), output, done)?;
            self.stand.refused = true;
            Ok(())
        });
        match refused {
            Ok(()) => Ok(self.stand.clone()),
            Err(Trouble::Hopeless(failure)) => Err(failure),
            Err(Trouble::Stopped(_)) if record.last().is_none_or(|byte| *byte == b'\n') => {
                lose(stand.line, done);
                let stand = Stand { line: stand.line + lines(record), ..Stand::default() };
                self.stream = None;
                self.place(&stand).map_err(|_| Failure::failed("no instance of the component starts any more"))?;
                Ok(stand)
            }
            // The rest of the record would look like a record of its own.
            Err(Trouble::Stopped(_)) => Err(Failure::failed(format_args!(
                "line {}: a record that could not even be masked does not end in this batch; nothing after it was written",
                stand.line
            ))),
        }
    }
}
