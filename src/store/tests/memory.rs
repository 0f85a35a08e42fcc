//! A keychain in memory, as small as a test wants it, that can be killed.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::*;

#[test]
fn does_what_every_store_does() {
    conformance::run(&Memory::default());
}

#[derive(Default)]
pub(super) struct Memory {
    items: RefCell<HashMap<Entry, Secret>>,
    max_len: Option<usize>,
    /// The half calls that are left before the process "dies": every call after that fails.
    life: Cell<Option<usize>>,
}

impl Memory {
    pub(super) fn of_at_most(max_len: usize) -> Self {
        Self { max_len: Some(max_len), ..Self::default() }
    }

    /// An even number of halves: before the call does its work. An odd one: after, and nobody hears of it.
    pub(super) fn dies_at(&self, halves: usize) {
        self.life.set(Some(halves));
    }

    pub(super) fn revive(&self) {
        self.life.set(None);
    }

    pub(super) fn entries(&self) -> Vec<Entry> {
        self.items.borrow().keys().cloned().collect()
    }

    fn alive<T>(&self, work: impl FnOnce() -> T) -> Result<T, StoreError> {
        self.half()?;
        let result = work();
        self.half()?;
        Ok(result)
    }

    fn half(&self) -> Result<(), StoreError> {
        match self.life.get() {
            Some(0) => Err(StoreError::Locked),
            left => {
                self.life.set(left.map(|halves| halves - 1));
                Ok(())
            }
        }
    }
}

impl Store for Memory {
    fn read(&self, entry: &Entry) -> Result<Option<Secret>, StoreError> {
        self.alive(|| self.items.borrow().get(entry).cloned())
    }

    fn write(&self, entry: &Entry, value: &Secret) -> Result<(), StoreError> {
        if let Some(max) = self.max_len
            && value.len() > max
        {
            return Err(StoreError::TooLong { len: value.len(), max });
        }
        self.alive(|| {
            self.items.borrow_mut().insert(entry.clone(), value.clone());
        })
    }

    fn remove(&self, entry: &Entry) -> Result<bool, StoreError> {
        self.alive(|| self.items.borrow_mut().remove(entry).is_some())
    }

    fn max_len(&self) -> Option<usize> {
        self.max_len
    }
}
