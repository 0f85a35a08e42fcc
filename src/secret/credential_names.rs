//! Names that speak of a credential: of a header, a variable, a flag or a parameter of a URL. The one list of them.

/// Whether something is named as what holds a credential, and not as what says where it is, or is for everybody.
pub(crate) fn names_a_credential(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    // A public key is known by its form, and a private one stands in its place now and then.
    let is_public = format!("_{lower}").contains("_public_") && !lower.contains("public_key");
    speaks_of_a_credential(name)
        && !is_public
        && !SETTINGS.iter().any(|end| lower.ends_with(end))
        && !lower.contains("tokeniz")
}

/// Whether a name has to do with credentials: enough for a value that is to be hidden, not for one that is to be told of.
pub(crate) fn speaks_of_a_credential(name: &str) -> bool {
    let lower = name.to_ascii_lowercase().replace('-', "_");
    // The directory of every shell.
    let is_directory = matches!(name, "PWD" | "OLDPWD");
    CREDENTIALS.iter().any(|word| lower.contains(word))
        || ENDS.iter().any(|end| lower.ends_with(end)) && !is_directory
}

/// In lower case, with `_` for `-`.
const CREDENTIALS: [&str; 14] = [
    "authorization",
    "token",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "api_key",
    "apikey",
    "access_key",
    "private_key",
    "credential",
    "cookie",
    "jwt",
    "bearer",
];
/// What a name ends with that is a credential's; too short to stand for one in the middle of another word.
const ENDS: [&str; 3] = ["_key", "_pass", "pwd"];
/// How the names of settings end that have such a word in them.
const SETTINGS: [&str; 41] = [
    "budget",
    "encoding",
    "expires",
    "expires_in",
    "expiry",
    "format",
    "home",
    "_ref",
    "tokens",
    "file",
    "path",
    "dir",
    "url",
    "uri",
    "endpoint",
    "issuer",
    "name",
    "_id",
    "-id",
    "limit",
    "ttl",
    "type",
    "env",
    "var",
    "algorithm",
    "alg",
    "header",
    "scope",
    "scopes",
    "supported",
    "audience",
    "_aud",
    "manager",
    "provider",
    "primary_key",
    "foreign_key",
    "sort_key",
    "request_key",
    "request-key",
    "idempotency_key",
    "idempotency-key",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_credentials_from_settings() {
        for name in [
            "Authorization",
            "X-API-Key",
            "x-api_key",
            "APIKEY",
            "EXAI_JWT_TOKEN",
            "jwt_secret",
            "DB_PASSWORD",
            "DB_PASS",
            "--pass",
            "MYSQL_PWD",
            "ssh-passphrase",
            "smtp_passwd",
            "PRIVATE_KEY_PEM",
            "aws-access-key",
            "Cookie",
            "STRIPE_KEY",
            "REPUBLIC_KEY",
            "JWT_PUBLIC_KEY",
            "PUBLICITY_TOKEN",
            "X-Requests-Key",
            "client-secret",
            "credentials",
        ] {
            assert!(names_a_credential(name), "{name}");
        }
        for name in [
            "Accept",
            "MAX_TOKENS",
            "TOKENIZERS_PARALLELISM",
            "TOKEN_FILE",
            "SECRET_PATH",
            "AWS_ACCESS_KEY_ID",
            "authorization_server_issuer",
            "tokenUrl",
            "bearer_token_env_var",
            "JWT_ALGORITHM",
            "MCP_TOKEN_HOME",
            "VAULT_TOKEN_REF",
            "SECRET_ENCODING",
            "JWT_EXPIRY",
            "JWT_EXPIRES_IN",
            "TOKEN_BUDGET",
            "KEYBOARD",
            "MONKEY",
            "PWD",
            "BY_PASSING",
            "JWT_SCOPE",
            "tokenScopes",
            "bearer_methods_supported",
            "JWT_AUDIENCE",
            "JWT_AUD",
            "SECRET_MANAGER",
            "TOKEN_PROVIDER",
            "PRIMARY_KEY",
            "COMPASS",
            "PUBLIC_API_KEY",
            "NEXT_PUBLIC_API_TOKEN",
            "X-Request-Key",
            "Idempotency-Key",
        ] {
            assert!(!names_a_credential(name), "{name}");
        }
    }
}
