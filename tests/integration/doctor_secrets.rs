//! `mcp-token doctor`: the age of secrets, and the files that they come from.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;

use crate::keeper::{Keeper, now};
use crate::sandbox::{DAY, OTHER_SECRET, SECRET, stderr, stdout};
use crate::ward::{Ward, filled, finding};

#[test]
fn a_secret_is_old_after_ninety_days() {
    let ward = Ward::of(Keeper::exai());
    let aged = |days: i64, state: &str, more: i64| {
        ward.keeper.age_ring("exai", state, "created_at", now() - days * DAY - more);
    };
    // An hour is enough for any run, and none is wanted: the clock only adds to an age.
    aged(90, "active", -3600);
    assert_eq!(ward.found(&[]), []);
    aged(90, "active", 60);
    assert_eq!(
        ward.found(&[]),
        [finding("old_secret", "warning", "90 d old", "mcp-token secret rotate exai")]
    );
    // The command is the first of two steps, and the report tells of the second.
    ward.mended(&[], "old_secret", "mcp-token secret rotate exai");
    let waits = finding(
        "old_secret",
        "warning",
        "90 d old, and the next one waits",
        "mcp-token secret rotate exai --activate",
    );
    assert_eq!(ward.found(&[]), [waits]);
    ward.mended(&[], "old_secret", "mcp-token secret rotate exai --activate");
    assert_eq!(ward.found(&[]), []);
}

/// As only an editor leaves one: nothing of this program ends the version that signs.
#[test]
fn a_secret_without_an_active_version_gets_one() {
    let ward = Ward::of(Keeper::exai());
    let revoke = |ward: &Ward| {
        ward.keeper.change_ring("exai", "active", |version| {
            version["state"] = "revoked".into();
            version["revoked_at"] = now().into();
        });
    };
    revoke(&ward);
    let rotate = "mcp-token secret rotate exai --now";
    let told = |rank, message| finding("no_active_secret", rank, message, rotate);
    let both =
        [told("warning", "no version is active"), told("high", "the secret `exai` has no active version")];
    assert_eq!(ward.found(&[]), both);
    ward.shell(rotate).code(0);
    assert_eq!(ward.found(&[]), []);
    ward.keeper.get(&["exai"]);
    // That no profile has.
    ward.keeper.run(&["profile", "remove", "exai"]).code(0);
    revoke(&ward);
    ward.mended(&[], "no_active_secret", rotate);
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn a_ring_that_cannot_be_read_is_told() {
    let ward = Ward::of(Keeper::exai());
    let ring = ward.path("~/.config/mcp-token/secrets/exai.json");
    let whole = fs::read(&ring).unwrap();
    fs::write(&ring, "{}").unwrap();
    let found = ward.found(&[]);
    assert_eq!((found.len(), found[0].0.as_str(), found[0].1.as_str()), (1, "secret", "high"), "{found:?}");
    let aside = format!("mv -n {0}.json {0}.unread", ring.with_extension("").display());
    let copy = format!("a copy of it back in its place, or a new secret under another name; then `{aside}`");
    let copy = ward.keeper.plain(&copy);
    ward.by_hand(&[], "secret", &copy, || fs::write(&ring, &whole).unwrap());
    assert_eq!(ward.found(&[]), []);
    // The other way.
    fs::write(&ring, "{}").unwrap();
    ward.by_hand(&[], "secret", &copy, || {
        let set =
            format!("printf %s {OTHER_SECRET} | mcp-token secret set other --store file --secret-file -");
        ward.shell(&format!("{set} && mcp-token profile set exai --secret-from name:other && {aside}"))
            .code(0);
    });
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn a_file_that_git_gives_no_answer_about_is_told() {
    let ward = dotenv("app/.env");
    ward.file("app/.git", "gitdir: /nowhere\n");
    let mend = "have `git status` give an answer in its directory";
    ward.by_hand(&[], "git", mend, || fs::remove_file(ward.path("app/.git")).unwrap());
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn a_dotenv_that_a_rotation_writes_to_is_as_the_last_one_left_it() {
    let ward = Ward::new();
    let put = |secret: &str| drop(ward.file("app.env", format!("JWT_SECRET={secret}\n")));
    put(SECRET);
    let import = ["profile", "import", "exai", "--secret-var", "JWT_SECRET", "--env-file", "app.env"];
    ward.keeper.run(&[&import[..], &["--store", "file"]].concat()).code(0);
    assert_eq!(ward.found(&[]), []);
    put(OTHER_SECRET);
    let changed = "`JWT_SECRET` in ./app.env is another secret by now";
    let command = "mcp-token profile import exai --secret-var JWT_SECRET --env-file ./app.env";
    assert_eq!(ward.found(&[]), [finding("changed_meanwhile", "warning", changed, command)]);
    ward.mended(&[], "changed_meanwhile", command);
    assert_eq!(ward.found(&[]), []);
    ward.shell("git init -q . && git add app.env").code(0);
    let published = "tracked by git: the secret in it is published and has to be replaced (`mcp-token secret rotate exai`, then `revoke`)";
    assert_eq!(ward.found(&[])[0].2, published);
    ward.shell("rm -r .git").code(0);
    ward.set_mode("app.env", 0o644);
    assert_eq!(ward.found(&[])[0].1, "high");
    ward.mended(&[], "unsafe_file", "chmod 600 ./app.env");
    assert_eq!(ward.found(&[]), []);
    fs::remove_file(ward.path("app.env")).unwrap();
    let found = ward.findings(&[]);
    assert_eq!((found.len(), &found[0]["rank"], &found[0]["code"]), (1, &"warning".into(), &"io".into()));
    let mend = "a regular file of yours back in its place";
    assert_eq!(found[0]["mend"], mend);
}

fn dotenv(name: &str) -> Ward {
    let ward = Ward::new();
    ward.file(name, format!("JWT_SECRET={SECRET}\n"));
    let from = format!("dotenv:{name}:JWT_SECRET");
    ward.keeper.set(&["p", "--secret-from", &from, "--store", "none"]);
    ward
}

#[test]
fn a_dotenv_that_git_tracks_is_published() {
    let ward = dotenv("app/.env");
    assert_eq!(ward.found(&[]), []);
    let app = ward.path("app").display().to_string();
    let git = |args: &[&str]| {
        let args: Vec<_> = ["-C", &app].iter().chain(args).map(|one| (*one).to_owned()).collect();
        let output = ward.keeper.sandbox.std_command("git", args).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    git(&["init", "-q"]);
    let not_ignored = finding(
        "env_not_ignored",
        "warning",
        "not ignored by git, which would take it",
        "printf '\\n/%s\\n' .env >> ./app/.gitignore",
    );
    assert_eq!(ward.found(&[]), std::slice::from_ref(&not_ignored));
    git(&["add", ".env"]);
    let text = stdout(&ward.doctor(&[]).code(4));
    assert!(
        text.contains(&format!(
            "  HIGH  {app}/.env  tracked by git: the secret in it is published and has to be replaced\n"
        )),
        "{text}"
    );
    ward.mended(&[], "env_tracked", "git -C ./app rm --cached -- .env");
    // The last line of the file is not ended: what is added stands on its own.
    ward.file("app/.gitignore", "target");
    ward.mended(&[], "env_not_ignored", &not_ignored.3);
    assert_eq!(ward.keeper.sandbox.read("app/.gitignore"), "target\n/.env\n");
    assert_eq!(ward.found(&[]), []);
}

/// A project whose directory git has, with a configuration that would run something.
fn project() -> Ward {
    let ward = Ward::new();
    fs::create_dir(ward.path("p")).unwrap();
    let shell = "git init -q p && git -C p config core.fsmonitor 'touch ../ran; false'";
    ward.shell(shell).code(0);
    ward
}

#[test]
fn a_project_s_dotenv_that_git_tracks_is_told() {
    let ward = project();
    let key = "sk-abcdefghijklmnopqrstuvwxyz0123456789";
    let at = ["--project", "p"];
    let told = |name: &str, content: &str| {
        ward.file(&format!("p/{name}"), content);
        ward.shell(&format!("git -c core.fsmonitor=false -C p add -f -- {name}")).code(0);
        let codes: Vec<_> = ward.found(&at).into_iter().map(|one| (one.0, one.2)).collect();
        assert!(!ward.path("ran").exists());
        (codes, format!("git -C ./p -c core.fsmonitor=false rm -q --cached -- {name}"))
    };
    let published = "tracked by git: the secret in it is published and has to be replaced";
    let published = ("env_tracked".to_owned(), published.to_owned());
    for (name, content) in [
        (".env", format!("A=b\nAPI={key}\n")),
        (".env.production", filled("export A='@LIVE@'\n")),
        (".env.local", format!("this is no file of variables\"\n{key}\n")),
        (".env", format!("JWT_SECRET={SECRET}\n")),
        (".env", "A=b\nJWT_SECRET=mysecret\n".to_owned()),
        (".env", "DB_PASSWORD='hunter2pass'\n".to_owned()),
        (".env", "DATABASE_URL=postgres://u:hunter2pass@${HOST}/x\n".to_owned()),
        (".env", "DB=\"Server=db;Password=hunter2pass\"\n".to_owned()),
    ] {
        let (found, untracked) = told(name, &content);
        assert_eq!(found, std::slice::from_ref(&published), "{name} {content}");
        assert_eq!(ward.found(&[]), [], "no project was named");
        ward.shell(&untracked).code(0);
        ward.mended(&at, "env_not_ignored", &format!("printf '\\n/%s\\n' {name} >> ./p/.gitignore"));
        assert_eq!(ward.found(&at), []);
        let text = stdout(&ward.doctor(&at).code(0));
        assert!(text.contains(&format!("p/{name}  not tracked by git\n")), "{text}");
        fs::remove_file(ward.path(&format!("p/{name}"))).unwrap();
        fs::remove_file(ward.path("p/.gitignore")).unwrap();
    }
    for (name, content) in [
        (".env", "A=b\nTOKEN=\n".to_owned()),
        (".env.example", "JWT_SECRET=your_64_character_hex_secret_here\n".to_owned()),
        (".env.example", "API_KEY=YOUR_API_KEY\nB_KEY=<your-key>\nDB_PASSWORD=changeme\n".to_owned()),
        (".env", "API_KEY=${OTHER}\nDATABASE_URL=postgres://u:${PW}@db/x\nMAX_TOKENS=4096\n".to_owned()),
        (".environment", format!("API={key}\n")),
        ("env", format!("API={key}\n")),
    ] {
        assert_eq!(told(name, &content).0, [], "{name} {content}");
    }
}

#[test]
fn a_dotenv_below_a_project_is_told_where_git_has_it_or_would_take_it() {
    let ward = project();
    let key = "API=sk-abcdefghijklmnopqrstuvwxyz0123456789\n";
    let at = ["--project", "p"];
    let names = || ward.found(&at).into_iter().map(|one| (one.0, one.2)).collect::<Vec<_>>();
    ward.file("p/.gitignore", "vendor/\n");
    for file in ["p/a b/deep/.env", "p/api/.env.live", "p/vendor/x/.env", "p/api/env", "p/api/x.env"] {
        ward.file(file, key);
    }
    ward.shell("git -c core.fsmonitor=false -C p add api vendor/x/.env -f").code(0);
    let codes: Vec<_> = names().into_iter().map(|one| one.0).collect();
    assert_eq!(codes, ["env_not_ignored", "env_tracked", "env_tracked"]);
    let text = stdout(&ward.doctor(&at).code(4));
    for place in ["p/a b/deep/.env  not ignored", "p/api/.env.live  tracked", "p/vendor/x/.env  tracked"] {
        assert!(text.contains(place), "{text}");
    }
    ward.mended(&at, "env_not_ignored", "printf '\\n/%s\\n' .env >> './p/a b/deep/.gitignore'");
    // What is ignored and not taken is nobody's but the user's: it is not looked for.
    ward.shell("git -C p -c core.fsmonitor=false rm -q -r --cached .").code(0);
    let codes: Vec<_> = names().into_iter().map(|one| one.0).collect();
    assert_eq!(codes, ["env_not_ignored"]);
    assert!(!ward.path("ran").exists());
    // `encode --env-file` would refuse it.
    ward.set_mode("p/api/.env.live", 0o644);
    ward.mended(&at, "unsafe_file", "chmod 600 ./p/api/.env.live");
    // Nobody knows what is below without git, be a file of the directory itself known or not.
    let without = stdout(&ward.doctor_with(&at, |command| command.env("PATH", "/nowhere")).code(0));
    let no_git = format!(
        "  warn  project  `{}` is a git work tree and there is no `git` program to ask about it\n\
         \x20                by hand: have `git status` give an answer in its directory\n",
        ward.path("p").canonicalize().unwrap().display()
    );
    assert!(without.contains(&no_git), "{without}");
}

/// A checkout says how many there are: git is asked once about all of them, and one that gives no answer is not asked again.
#[test]
fn git_is_asked_once_about_all_dotenv_files_below_a_project() {
    let ward = project();
    let asked = ward.path("asked").display().to_string();
    let count = || fs::read_to_string(ward.path("asked")).unwrap_or_default().lines().count();
    for at in 0..4 {
        ward.file(&format!("p/{at}/.env"), format!("JWT_SECRET={SECRET}\n"));
        ward.file(&format!("p/.env.{at}"), format!("JWT_SECRET={SECRET}\n"));
    }
    ward.shell("git -c core.fsmonitor=false -C p add 0 1 && echo .env.0 > p/.gitignore").code(0);
    ward.program("git", &format!("echo asked >> '{asked}'\nexec /usr/bin/git \"$@\""));
    let codes = || ward.found(&["--project", "p"]).into_iter().map(|one| one.0).collect::<Vec<_>>();
    let found = codes();
    let of = |code: &str| found.iter().filter(|found| *found == code).count();
    assert_eq!((of("env_tracked"), of("env_not_ignored"), found.len()), (2, 5, 7), "{found:?}");
    assert_eq!(count(), 1);
    // What a link leads to is another file, and is asked about.
    ward.shell("mkdir p/l && echo JWT_SECRET=abcdefghij > p/0/vars && ln -s ../0/vars p/l/.env").code(0);
    ward.set_mode("p/0/vars", 0o600);
    assert_eq!(codes().len(), 8);
    ward.shell("echo vars > p/0/.gitignore").code(0);
    assert_eq!(codes().len(), 7);
    fs::remove_file(ward.path("asked")).unwrap();
    ward.program("git", &format!("echo asked >> '{asked}'\nexit 128"));
    assert_eq!(codes(), ["git"; 5], "of each that is known, and of those below");
    assert_eq!(count(), 1);
}

/// In the index, by a name that is no text.
#[test]
fn a_dotenv_in_a_folder_of_any_name_is_found() {
    let ward = project();
    let folder = ward.path("p").join(OsStr::from_bytes(b"caf\xe9"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(".env"), "API=sk-abcdefghijklmnopqrstuvwxyz0123456789\n").unwrap();
    fs::set_permissions(folder.join(".env"), fs::Permissions::from_mode(0o600)).unwrap();
    ward.shell("git -c core.fsmonitor=false -C p add .").code(0);
    let found: Vec<_> = ward.found(&["--project", "p"]).into_iter().map(|one| one.0).collect();
    assert_eq!(found, ["env_tracked"]);
}

#[test]
fn a_variable_that_a_profile_uses_is_a_secret_whatever_it_looks_like() {
    let ward = project();
    ward.file("p/.env", "CI_SEED='a word'\nTEAM_WORD=placeholder\n");
    ward.shell("git -c core.fsmonitor=false -C p add .env").code(0);
    let at = ["--project", "p"];
    assert_eq!(ward.found(&at), []);
    let told = || {
        let found = ward.findings(&at);
        let found: Vec<_> = found.iter().filter(|one| one["section"] == "secrets").collect();
        found.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    ward.keeper.set(&["team", "--secret-from", "none", "--var", "TEAM_WORD", "--store", "file"]);
    assert_eq!(told(), [""; 0], "a placeholder");
    ward.keeper.set(&["ci", "--secret-from", "env:CI_SEED", "--store", "none"]);
    assert_eq!(told(), ["env_tracked"]);
    ward.file("p/.env", "CI_SEED=\"-----BEGIN PRIVATE KEY-----\nPRIVATE\"\n");
    assert_eq!(told(), ["env_tracked"]);
    ward.file("p/.env", "CI_SEED=\nTEAM_WORD=PRIVATE\n");
    assert_eq!(told(), ["env_tracked"]);
    ward.file("p/.env", "CI_SEED=${OTHER}\nTEAM_WORD=\n");
    assert_eq!(told(), [""; 0]);
}

#[test]
fn a_project_s_dotenv_is_told_of_once_and_can_be_anything() {
    let ward = dotenv("p/.env");
    ward.shell("git init -q p && git -C p add .env && ln -s p link").code(0);
    for folder in ["p", "link"] {
        let found = ward.found(&["--project", folder]);
        assert_eq!(found.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(), ["env_tracked"], "{folder}");
    }
    for make in [
        "mkdir q/.env",
        "mkfifo q/.env",
        "ln -s /nowhere q/.env",
        "ln -s .env q/.env",
        "ln -s .env.b q/.env.a && ln -s .env.a q/.env.b",
        "ln -s /dev/zero q/.env",
    ] {
        ward.shell(&format!("mkdir -p q && git init -q q && {make}")).code(0);
        assert_eq!(ward.found(&["--project", "q"]).len(), 1, "{make}: that of the profile");
        ward.shell("rm -r q").code(0);
    }
}

/// A command would be shown with what stands for them, and find no such file.
#[test]
fn a_name_that_cannot_be_pasted_is_mended_by_hand() {
    for name in [b".env.\nnl".as_slice(), b".env.\x1b[2J", b".env.caf\xe9"] {
        let ward = project();
        let file = ward.path("p").join(OsStr::from_bytes(name));
        fs::write(&file, format!("JWT_SECRET={SECRET}\n")).unwrap();
        fs::write(ward.path("p/.gitignore"), ".env.*\n").unwrap();
        let set_mode = |mode| fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        set_mode(0o644);
        let at = ["--project", "p"];
        ward.by_hand(&at, "unsafe_file", "mode 600 for that file", || set_mode(0o600));
        assert_eq!(ward.found(&at), []);
    }
}

#[test]
fn a_file_with_a_secret_is_read_by_nobody_else() {
    let ward = dotenv("env");
    ward.set_mode("env", 0o644);
    ward.mended(&[], "unsafe_file", "chmod 600 ./env");
    assert_eq!(ward.found(&[]), []);
    fs::remove_file(ward.path("env")).unwrap();
    let found = ward.found(&[]);
    assert_eq!((found.len(), found[0].0.as_str(), found[0].1.as_str()), (1, "io", "high"), "{found:?}");
    assert_eq!(found[0].2, "cannot open `./env`: No such file or directory (os error 2)");
    let other = "a regular file that you can read in its place, or another `--secret-from` for its profile";
    ward.by_hand(&[], "io", other, || drop(ward.file("env", format!("JWT_SECRET={SECRET}\n"))));
    assert_eq!(ward.found(&[]), []);
    fs::remove_file(ward.path("env")).unwrap();
    // A pipe is not read, and does not keep anybody.
    ward.shell("mkfifo -m 600 env").code(0);
    assert_eq!(ward.found(&[]), []);
}

/// Git knows the file that a link leads to, not the link.
#[test]
fn what_a_link_leads_to_is_taken_from_git() {
    let ward = Ward::of(Keeper::exai());
    let at = ["--project", "p"];
    ward.shell("git init -q p && mkdir p/conf && ln -s conf/s p/.env && printf '.env\n' > p/.gitignore")
        .code(0);
    ward.file("p/conf/s", format!("JWT_SECRET={OTHER_SECRET}\n"));
    ward.mended(&at, "env_not_ignored", "printf '\\n/%s\\n' s >> ./p/conf/.gitignore");
    ward.shell("cd p && git add -f .env conf/s").code(0);
    ward.mended(&at, "env_tracked", "git -C ./p/conf rm --cached -- s");
    ward.shell("mkdir n && ln -s ../p/conf/s n/.env && cd p && git add -f conf/s").code(0);
    ward.mended(&["--project", "n"], "env_tracked", "git -C ./p/conf rm --cached -- s");
    // The same where something is to be written there.
    ward.shell("cd p && git add -f conf/s").code(0);
    let said = stderr(&ward.shell("mcp-token secret new --env-file n/.env --force").code(7));
    assert_eq!(ward.keeper.plain(said.lines().last().unwrap()), "hint: git -C ./p/conf rm --cached -- s");
}
