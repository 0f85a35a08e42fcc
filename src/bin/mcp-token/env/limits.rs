//! What this process may not do for as long as it holds secrets: leave a core file, or be ended within a write.

use nix::sys::signal::{SigSet, SigmaskHow, Signal};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// How it was before.
pub(super) struct Limits {
    signals: SigSet,
    core_file: Rlimit,
}

impl Limits {
    pub(super) fn set() -> Self {
        mcp_token::child::keep_signals_as_given();
        // It ends a process whose file grows past a limit. Held back, the write fails and what was begun is taken away.
        let signals = SigSet::from(Signal::SIGXFSZ).thread_swap_mask(SigmaskHow::SIG_BLOCK);
        let core_file = getrlimit(Resource::Core);
        // Where the limit cannot be lowered the run goes on: it is a second line of defence.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: core_file.maximum });
        Self { signals: signals.unwrap_or(SigSet::empty()), core_file }
    }

    /// Sets them back: the system lets us, the hard limit was not touched.
    pub(super) fn lift(&self) {
        let _ = self.signals.thread_set_mask();
        let _ = setrlimit(Resource::Core, self.core_file);
    }
}
