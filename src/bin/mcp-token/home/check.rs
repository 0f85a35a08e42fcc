//! Whether what is ours is still fit to be used.

use std::collections::BTreeSet;
use std::path::Path;

use mcp_token::client::Records;
use mcp_token::file::Folder;

use super::Home;
use crate::failure::Failure;

impl Home<'_> {
    /// Judges every directory and file of ours: how many files are good, and what is wrong with the others.
    pub(crate) fn judge_files(&self) -> (usize, Vec<Failure>) {
        let (mut good, mut failures) = (0, Vec::new());
        for folder in self.folders() {
            match self.judge_folder(&folder) {
                Ok((count, wrong)) => {
                    good += count;
                    failures.extend(wrong);
                }
                Err(failure) => failures.push(failure),
            }
        }
        // One directory within another is refused for the outer one as well.
        let mut seen = BTreeSet::new();
        failures.retain(|failure| seen.insert(failure.message.clone()));
        (good, failures)
    }

    /// What was installed into clients' files; makes nothing.
    pub(crate) fn client_records_if_any(&self) -> Result<Records, Failure> {
        Ok(self.folder_if_any(&self.state.join("clients"))?.map_or_else(Records::none, Records::new))
    }

    fn folders(&self) -> Vec<std::path::PathBuf> {
        let of_state = ["tokens", "store", "overflow", "clients", "left"].map(|name| self.state.join(name));
        let mut folders = vec![self.config.clone(), self.config.join("secrets"), self.state.clone()];
        folders.extend(of_state);
        folders.push(self.locks.clone());
        folders
    }

    fn judge_folder(&self, path: &Path) -> Result<(usize, Vec<Failure>), Failure> {
        let Some(folder) = Folder::open(path)? else { return Ok((0, Vec::new())) };
        let root = if *path == self.state { path } else { self.root(path) };
        Folder::refuse_place_of_git(root, self.git_for(root)?.as_deref())?;
        let mut names = folder.all_names()?;
        // A link that was moved out of the way, as the hint about it says.
        names.retain(|name| Path::new(name).extension().is_none_or(|end| end != "link"));
        let wrong: Vec<Failure> =
            names.iter().filter_map(|name| folder.read(name).err()).map(Failure::from).collect();
        Ok((names.len() - wrong.len(), wrong))
    }
}
