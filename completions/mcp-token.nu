module completions {

  def "nu-complete mcp-token output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token color" [] {
    [ "auto" "always" "never" ]
  }

  # Make, judge, renew and keep JSON Web Tokens for MCP servers
  export extern mcp-token [
    --output(-o): string@"nu-complete mcp-token output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete mcp-token secret output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token secret color" [] {
    [ "auto" "always" "never" ]
  }

  # Make, keep and rotate signing secrets
  export extern "mcp-token secret" [
    --output(-o): string@"nu-complete mcp-token secret output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token secret color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mcp-token secret new bits" [] {
    [ "256" "384" "512" ]
  }

  def "nu-complete mcp-token secret new encoding" [] {
    [ "hex" "base64" "base64url" ]
  }

  def "nu-complete mcp-token secret new shell" [] {
    [ "posix" "fish" "powershell" "cmd" "nushell" "dotenv" ]
  }

  def "nu-complete mcp-token secret new output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token secret new color" [] {
    [ "auto" "always" "never" ]
  }

  # Make a random secret
  export extern "mcp-token secret new" [
    --bits: string@"nu-complete mcp-token secret new bits" # How large: 256 for HS256, 384 for HS384, 512 for HS512
    --encoding: string@"nu-complete mcp-token secret new encoding" # How it is written
    --count: string           # How many, one a line
    --env-file: path          # Write it into this .env file instead of printing it
    --force                   # Replace the value that the variable has in the .env file
    --dry-run                 # Show what would change in the .env file, with values masked
    --shell: string@"nu-complete mcp-token secret new shell" # The shell that `-o env` writes for [default: posix]
    --var: string             # The variable in the .env file, or that `-o env`, `github` and `gitlab` set [default: JWT_SECRET]
    --output(-o): string@"nu-complete mcp-token secret new output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token secret new color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mcp-token secret set store" [] {
    [ "keychain" "file" ]
  }

  def "nu-complete mcp-token secret set output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token secret set color" [] {
    [ "auto" "always" "never" ]
  }

  # Keep a secret under a name
  export extern "mcp-token secret set" [
    --store: string@"nu-complete mcp-token secret set store" # Where it is kept
    --secret-file: path       # Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline
    --passphrase-from: string # Open encrypted files with a passphrase from file:PATH, `command:/PROGRAM ARGS` or prompt, or with the random key in a file of ours, key-file; for all encrypted files, and before there are any
    --allow-weak-secret       # Accept a secret that is too short for HS256 or a JWT, as an API key may be, or published somewhere
    --output(-o): string@"nu-complete mcp-token secret set output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token secret set color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    name: string              # The name
  ]

  def "nu-complete mcp-token secret show shell" [] {
    [ "posix" "fish" "powershell" "cmd" "nushell" "dotenv" ]
  }

  def "nu-complete mcp-token secret show output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token secret show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show what is known of a kept secret, or the secret itself
  export extern "mcp-token secret show" [
    --reveal                  # Print the secret that is signed with now
    --kid: string             # Which version to print, by its kid; the one that is signed with when left out
    --shell: string@"nu-complete mcp-token secret show shell" # The shell that `-o env` writes for [default: posix]
    --var: string             # The variable that `-o env`, `github` and `gitlab` set
    --output(-o): string@"nu-complete mcp-token secret show output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token secret show color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    name: string              # The name
  ]

  def "nu-complete mcp-token secret list output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token secret list color" [] {
    [ "auto" "always" "never" ]
  }

  # Tell which secrets are kept, where, and how old they are
  export extern "mcp-token secret list" [
    --check                   # Exit with 4 when one is older than --max-age, or its record cannot be read
    --max-age: string         # The age from which on a secret should be replaced
    --output(-o): string@"nu-complete mcp-token secret list output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token secret list color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mcp-token secret remove output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token secret remove color" [] {
    [ "auto" "always" "never" ]
  }

  # Forget a kept secret with all of its versions
  export extern "mcp-token secret remove" [
    --output(-o): string@"nu-complete mcp-token secret remove output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token secret remove color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    name: string              # The name
  ]

  def "nu-complete mcp-token secret rotate output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token secret rotate color" [] {
    [ "auto" "always" "never" ]
  }

  # Replace a kept secret in two steps
  export extern "mcp-token secret rotate" [
    --activate                # Sign with the next secret from now on
    --now                     # Do both steps at once
    --grace: string           # How long the old secret goes on verifying, 0s to revoke it at once [default: the longest --ttl of its profiles and their leeway]
    --secret-file: path       # Take the next secret from a file, or from stdin with `-`, instead of making one
    --allow-weak-secret       # Accept a secret that is too short for HS256 or a JWT, as an API key may be, or published somewhere
    --output(-o): string@"nu-complete mcp-token secret rotate output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token secret rotate color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    name: string              # The name
  ]

  def "nu-complete mcp-token secret revoke output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token secret revoke color" [] {
    [ "auto" "always" "never" ]
  }

  # End the grace of old secrets, or drop the next one
  export extern "mcp-token secret revoke" [
    --kid: string             # Which one, by its kid; every previous one when left out
    --output(-o): string@"nu-complete mcp-token secret revoke output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token secret revoke color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    name: string              # The name
  ]

  def "nu-complete mcp-token key output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token key color" [] {
    [ "auto" "always" "never" ]
  }

  # Make key pairs and hand out their public half
  export extern "mcp-token key" [
    --output(-o): string@"nu-complete mcp-token key output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token key color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mcp-token key new alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete mcp-token key new bits" [] {
    [ "2048" "3072" "4096" ]
  }

  def "nu-complete mcp-token key new format" [] {
    [ "pem" "jwk" ]
  }

  def "nu-complete mcp-token key new output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token key new color" [] {
    [ "auto" "always" "never" ]
  }

  # Make a key pair
  export extern "mcp-token key new" [
    --alg(-A): string@"nu-complete mcp-token key new alg" # What it is to sign with: RS256-512, PS256-512, ES256, ES384, ES512, EdDSA
    --bits: string@"nu-complete mcp-token key new bits" # The size of an RSA key
    --format: string@"nu-complete mcp-token key new format" # PEM (PKCS#8) or JWK
    --out: path               # Where to write it; the file must not exist
    --print                   # Print it even on a terminal
    --output(-o): string@"nu-complete mcp-token key new output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token key new color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mcp-token key public format" [] {
    [ "pem" "jwk" "jwks" "thumbprint" ]
  }

  def "nu-complete mcp-token key public alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete mcp-token key public output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token key public color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the public half of a key
  export extern "mcp-token key public" [
    --format: string@"nu-complete mcp-token key public format" # As what
    --alg(-A): string@"nu-complete mcp-token key public alg" # The algorithm that the JWK names; the key's own when left out
    --kid(-k): string         # The name that the JWK has; the key's own, else its thumbprint, when left out
    --output(-o): string@"nu-complete mcp-token key public output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token key public color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    file: path                # The key file
  ]

  def "nu-complete mcp-token encode secret_encoding" [] {
    [ "hex" "base64" "base64url" ]
  }

  def "nu-complete mcp-token encode alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete mcp-token encode scope_claim" [] {
    [ "scope" "scopes" "scp" "permissions" ]
  }

  def "nu-complete mcp-token encode shell" [] {
    [ "posix" "fish" "powershell" "cmd" "nushell" "dotenv" ]
  }

  def "nu-complete mcp-token encode output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token encode color" [] {
    [ "auto" "always" "never" ]
  }

  # Make a token from claims and a key
  export extern "mcp-token encode" [
    --secret-file: path       # Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline
    --secret-env: string      # Read the secret from this variable
    --env-file: path          # Read the variable of --secret-env from this .env file instead of the environment
    --secret-name: string     # Take a kept secret, by its name
    --secret(-S): string      # The secret itself: for compatibility with jwt-cli, seen by every process of the machine
    --key: path               # Read a PEM, a JWK or a JWK set, told by its content
    --secret-encoding: string@"nu-complete mcp-token encode secret_encoding" # Decode the secret's text before it is used; without this the text itself is the secret
    --allow-weak-secret       # Accept a secret that is too short for its algorithm, or published somewhere
    --alg(-A): string@"nu-complete mcp-token encode alg" # The algorithm; HS256 for a secret, the key's own for a key when left out
    --kid(-k): string         # The name of the key; for a key pair its thumbprint when left out
    --typ(-t): string         # The media type [default: JWT]
    --no-typ                  # Leave `typ` out
    --header: string          # A further parameter: NAME=TEXT or NAME:=JSON
    --sub(-s): string         # Whom the token is for
    --name: string            # The name that people know the subject by
    --iss(-i): string         # Who issues it
    --aud(-a): string         # The server that is to accept it; repeated, it becomes a list
    --client-id: string       # The OAuth client
    --scope: string           # A scope; repeat it for more
    --scope-claim: string@"nu-complete mcp-token encode scope_claim" # The claim that scopes go into: `scope` as one string, the others as lists
    --quota: string           # How many requests it allows
    --role: string            # A role; repeated, it becomes a list
    --claim(-P): string       # A further claim: NAME=TEXT or NAME:=JSON
    --jti: string             # The identifier of the token
    --no-jti                  # Add no `jti`
    --ttl: string             # How long it lives [default: 24h]
    --exp(-e): string         # When it expires
    --no-exp                  # Let it live for ever
    --nbf(-n): string         # When it begins to be valid
    --backdate: string        # Set `iat` back, for a server whose clock is behind
    --no-iat                  # Add no `iat`
    --now: string             # Judge as if it were this instant
    --shell: string@"nu-complete mcp-token encode shell" # The shell that `-o env` writes for [default: posix]
    --var: string             # The variable that `-o env`, `github` and `gitlab` set
    --batch                   # Work on every line of stdin, or of @FILE: one JSON object a line as the answer, with `-o token` the token itself; the key is read once, before the first
    --summary                 # End with counts of the reasons, and of the subjects and keys of all rightly signed tokens; memory grows with every different one
    --fail-fast               # Stop at the first line that is not good
    --report-only             # Exit with 0 however the lines are judged
    --workers: string         # How many threads [default: one for each processor]
    --output(-o): string@"nu-complete mcp-token encode output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token encode color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    claims?: string           # The claims as JSON, `-` for stdin, or @FILE
  ]

  def "nu-complete mcp-token decode part" [] {
    [ "header" "claims" ]
  }

  def "nu-complete mcp-token decode output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token decode color" [] {
    [ "auto" "always" "never" ]
  }

  # Show what a token says, without trusting it
  export extern "mcp-token decode" [
    --token-env: string       # Read the token from this variable
    --claim: string           # Print the value of this claim alone
    --part: string@"nu-complete mcp-token decode part" # Print this part alone, as JSON
    --now: string             # Judge as if it were this instant
    --output(-o): string@"nu-complete mcp-token decode output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token decode color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `-` for stdin, or @FILE; left out, a token that is piped in is read
  ]

  def "nu-complete mcp-token verify secret_encoding" [] {
    [ "hex" "base64" "base64url" ]
  }

  def "nu-complete mcp-token verify alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete mcp-token verify output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token verify color" [] {
    [ "auto" "always" "never" ]
  }

  # Check a token's signature and claims
  export extern "mcp-token verify" [
    --token-env: string       # Read the token from this variable
    --profile: string         # Take the key and the demands of this profile, where no flag says otherwise
    --secret-file: path       # Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline
    --secret-env: string      # Read the secret from this variable
    --env-file: path          # Read the variable of --secret-env from this .env file instead of the environment
    --secret-name: string     # Take a kept secret, by its name
    --secret(-S): string      # The secret itself: for compatibility with jwt-cli, seen by every process of the machine
    --key: path               # Read a PEM, a JWK or a JWK set, told by its content
    --secret-encoding: string@"nu-complete mcp-token verify secret_encoding" # Decode the secret's text before it is used; without this the text itself is the secret
    --allow-weak-secret       # Accept a secret that is too short for its algorithm, or published somewhere
    --alg(-A): string@"nu-complete mcp-token verify alg" # An algorithm that a token may have been signed with; repeated, any of them will do
    --iss(-i): string         # Accept tokens of this issuer; repeated, any of them will do
    --aud(-a): string         # Accept tokens for this audience; repeated, any of them will do
    --any-aud                 # Accept a token whatever audience it is for
    --sub(-s): string         # Accept tokens of this subject only
    --typ: string             # Accept tokens of this media type only, as in `at+jwt`
    --require: string         # Claims that must be there
    --scope: string           # A scope that the token must have; repeated, every one of them
    --role: string            # A role that the token must have; repeated, every one of them
    --min-quota: string       # The smallest `quota` that will do
    --min-ttl: string         # How much life must be left
    --max-age: string         # How long ago `iat` may be
    --leeway: string          # How far the clocks may be apart [default: 0s]
    --allow-no-exp            # Accept a token without `exp`
    --show-untrusted          # Show the claims of a refused token too
    --now: string             # Judge as if it were this instant
    --batch                   # Work on every line of stdin, or of @FILE: one JSON object a line as the answer, with `-o token` the token itself; the key is read once, before the first
    --summary                 # End with counts of the reasons, and of the subjects and keys of all rightly signed tokens; memory grows with every different one
    --fail-fast               # Stop at the first line that is not good
    --report-only             # Exit with 0 however the lines are judged
    --workers: string         # How many threads [default: one for each processor]
    --claim: string           # Show this claim of each good token; repeat it for more
    --output(-o): string@"nu-complete mcp-token verify output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token verify color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `-` for stdin, or @FILE; left out, a token that is piped in is read
  ]

  def "nu-complete mcp-token refresh secret_encoding" [] {
    [ "hex" "base64" "base64url" ]
  }

  def "nu-complete mcp-token refresh alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete mcp-token refresh shell" [] {
    [ "posix" "fish" "powershell" "cmd" "nushell" "dotenv" ]
  }

  def "nu-complete mcp-token refresh output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token refresh color" [] {
    [ "auto" "always" "never" ]
  }

  # Renew a token: same claims, new life
  export extern "mcp-token refresh" [
    --token-env: string       # Read the token from this variable
    --profile: string         # Take the key and the demands of this profile, where no flag says otherwise
    --secret-file: path       # Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline
    --secret-env: string      # Read the secret from this variable
    --env-file: path          # Read the variable of --secret-env from this .env file instead of the environment
    --secret-name: string     # Take a kept secret, by its name
    --secret(-S): string      # The secret itself: for compatibility with jwt-cli, seen by every process of the machine
    --key: path               # Read a PEM, a JWK or a JWK set, told by its content
    --secret-encoding: string@"nu-complete mcp-token refresh secret_encoding" # Decode the secret's text before it is used; without this the text itself is the secret
    --allow-weak-secret       # Accept a secret that is too short for its algorithm, or published somewhere
    --alg(-A): string@"nu-complete mcp-token refresh alg" # The algorithm; HS256 for a secret, the key's own for a key when left out
    --iss(-i): string         # Accept tokens of this issuer; repeated, any of them will do
    --aud(-a): string         # Accept tokens for this audience; repeated, any of them will do
    --any-aud                 # Accept a token whatever audience it is for
    --sub(-s): string         # Accept tokens of this subject only
    --typ: string             # Accept tokens of this media type only, as in `at+jwt`
    --require: string         # Claims that must be there
    --scope: string           # A scope that the token must have; repeated, every one of them
    --role: string            # A role that the token must have; repeated, every one of them
    --min-quota: string       # The smallest `quota` that will do
    --min-ttl: string         # How much life must be left
    --max-age: string         # How long ago `iat` may be
    --leeway: string          # How far the clocks may be apart [default: 0s]
    --ttl: string             # How long the new token lives; as long as the old one when left out
    --within: string          # Print the old token as long as it has more life left than this and --set asks for nothing new
    --max-expired: string     # How long ago the old token may have expired
    --backdate: string        # Set `iat` back, for a server whose clock is behind
    --set: string             # Give a claim a new value: NAME=TEXT or NAME:=JSON; its old value is not judged
    --now: string             # Judge as if it were this instant
    --shell: string@"nu-complete mcp-token refresh shell" # The shell that `-o env` writes for [default: posix]
    --var: string             # The variable that `-o env`, `github` and `gitlab` set
    --output(-o): string@"nu-complete mcp-token refresh output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token refresh color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `-` for stdin, or @FILE; left out, a token that is piped in is read
  ]

  def "nu-complete mcp-token get shell" [] {
    [ "posix" "fish" "powershell" "cmd" "nushell" "dotenv" ]
  }

  def "nu-complete mcp-token get output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token get color" [] {
    [ "auto" "always" "never" ]
  }

  # Print a token that has life left
  export extern "mcp-token get" [
    --min-ttl: string         # The life that it must have left; without this a shorter one will do when no better can be had
    --no-refresh              # Make no new token: print the kept one or nothing
    --force-new               # Make a new token, whatever is kept
    --shell: string@"nu-complete mcp-token get shell" # The shell that `-o env` writes for [default: posix]
    --var: string             # The variable that `-o env`, `github` and `gitlab` set
    --output(-o): string@"nu-complete mcp-token get output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token get color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    profile?: string          # The profile; left out, the only one, or the one called `default`
  ]

  def "nu-complete mcp-token exec output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token exec color" [] {
    [ "auto" "always" "never" ]
  }

  # Run a program with a fresh token in its environment
  export extern "mcp-token exec" [
    --var: string             # The variable that the token goes into; the profile's when left out
    --header-var: string      # The variable that the value of the header goes into, as in `Bearer ...`
    --no-token                # Hand on kept secrets only: no profile, no token
    --secret-var: string      # Put a kept secret into a variable, for a server that needs it; may be repeated
    --expect: string          # How long the program will need the token: a shorter one is warned of
    --nested                  # Run inside a program that was itself run by `mcp-token exec`
    --min-ttl: string         # The life that it must have left; without this a shorter one will do when no better can be had
    --no-refresh              # Make no new token: print the kept one or nothing
    --force-new               # Make a new token, whatever is kept
    --output(-o): string@"nu-complete mcp-token exec output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token exec color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    profile?: string          # The profile; left out, the only one, or the one called `default`
  ]

  def "nu-complete mcp-token store output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token store color" [] {
    [ "auto" "always" "never" ]
  }

  # Keep a token that was issued elsewhere
  export extern "mcp-token store" [
    --token-env: string       # Read the token from this variable
    --opaque                  # Take any text, not only a JWT
    --exp: string             # When it expires, for a token that does not say it
    --output(-o): string@"nu-complete mcp-token store output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token store color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    profile: string           # The profile
    token?: string            # The token, `-` for stdin, or @FILE; left out, a token that is piped in is read
  ]

  def "nu-complete mcp-token list output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token list color" [] {
    [ "auto" "always" "never" ]
  }

  # Tell what is kept for each profile, where, and how long it is good
  export extern "mcp-token list" [
    --output(-o): string@"nu-complete mcp-token list output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token list color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mcp-token remove output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token remove color" [] {
    [ "auto" "always" "never" ]
  }

  # Forget the kept token of a profile
  export extern "mcp-token remove" [
    --output(-o): string@"nu-complete mcp-token remove output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token remove color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    profile: string           # The profile
  ]

  def "nu-complete mcp-token profile output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token profile color" [] {
    [ "auto" "always" "never" ]
  }

  # Say who a token is for, how it is made and where it is kept
  export extern "mcp-token profile" [
    --output(-o): string@"nu-complete mcp-token profile output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token profile color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mcp-token profile set preset" [] {
    [ "exai" "dhafnck" "calculator" ]
  }

  def "nu-complete mcp-token profile set secret_encoding" [] {
    [ "text" "hex" "base64" "base64url" ]
  }

  def "nu-complete mcp-token profile set alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete mcp-token profile set store" [] {
    [ "keychain" "file" "none" ]
  }

  def "nu-complete mcp-token profile set scope_claim" [] {
    [ "scope" "scopes" "scp" "permissions" ]
  }

  def "nu-complete mcp-token profile set output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token profile set color" [] {
    [ "auto" "always" "never" ]
  }

  # Make a profile, or change what is said of it
  export extern "mcp-token profile set" [
    --preset: string@"nu-complete mcp-token profile set preset" # Start from what is known of a family of servers: exai, dhafnck, calculator
    --secret-from: string     # Where the key comes from: new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, `command:/PROGRAM ARGS`, or none
    --secret-encoding: string@"nu-complete mcp-token profile set secret_encoding" # Decode the secret's text before it is used, or take it as it stands with `text`, as a new profile does
    --alg(-A): string@"nu-complete mcp-token profile set alg" # The algorithm; HS256 for a secret, the key's own for a key when left out
    --store: string@"nu-complete mcp-token profile set store" # Where the token is kept [default: the keychain, where one works]
    --service: string         # Keep the token under this service of the keychain, so that other programs find it
    --user: string            # The user of that service
    --url: string             # The server that the token is for
    --var: string             # The variable that a token goes into [default: the preset's where it is free, else <NAME>_JWT_TOKEN]
    --header: string          # How the server is shown the token: bearer, basic, none, or the name of a header
    --sub(-s): string         # Whom the token is for
    --name: string            # The name that people know the subject by
    --iss(-i): string         # Who issues it
    --aud(-a): string         # The server that is to accept it; repeated, it becomes a list
    --client-id: string       # The OAuth client
    --scope: string           # A scope; repeat it for more
    --scope-claim: string@"nu-complete mcp-token profile set scope_claim" # The claim that scopes go into: `scope` as one string, the others as lists
    --quota: string           # How many requests it allows
    --role: string            # A role; repeated, it becomes a list
    --claim(-P): string       # A further claim: NAME=TEXT or NAME:=JSON
    --unset: string           # Take back what is said of a claim: its value, or --no-jti, or --no-iat; may be repeated
    --no-jti                  # Make tokens without `jti`
    --no-iat                  # Make tokens without `iat`
    --ttl: string             # How long a new token lives [default: 24h]
    --min-ttl: string         # The life that a token should have when it is handed out [default: 1h, or half of --ttl]
    --backdate: string        # Set `iat` back, for a server whose clock is behind
    --demand-iss: string      # Accept tokens of this issuer, instead of the one in --iss; may be repeated
    --demand-aud: string      # Accept tokens for this audience, instead of the one in --aud; may be repeated
    --any-aud                 # Accept a token whatever audience it is for
    --demand-sub: string      # Accept tokens of this subject only
    --demand-scope: string    # A scope that the token must have; may be repeated
    --demand-role: string     # A role that the token must have; may be repeated
    --typ: string             # The media type, as in `at+jwt`: of the tokens that are made too
    --require: string         # Claims that must be there
    --min-quota: string       # The smallest `quota` that will do
    --demand-min-ttl: string  # How much life must be left
    --max-age: string         # How long ago `iat` may be
    --leeway: string          # How far the clocks may be apart
    --allow-no-exp            # Accept a token without `exp`, until --require names it
    --passphrase-from: string # Open encrypted files with a passphrase from file:PATH, `command:/PROGRAM ARGS` or prompt, or with the random key in a file of ours, key-file; for all encrypted files, and before there are any
    --dry-run                 # Show what would be done
    --output(-o): string@"nu-complete mcp-token profile set output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token profile set color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    profile: string           # The profile
  ]

  def "nu-complete mcp-token profile show output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token profile show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show what is said of a profile
  export extern "mcp-token profile show" [
    --output(-o): string@"nu-complete mcp-token profile show output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token profile show color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    name?: string             # The profile; left out, the only one, or the one called `default`
  ]

  def "nu-complete mcp-token profile remove output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token profile remove color" [] {
    [ "auto" "always" "never" ]
  }

  # Forget a profile and its kept token
  export extern "mcp-token profile remove" [
    --output(-o): string@"nu-complete mcp-token profile remove output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token profile remove color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    name: string              # The profile
  ]

  def "nu-complete mcp-token profile import preset" [] {
    [ "exai" "dhafnck" "calculator" ]
  }

  def "nu-complete mcp-token profile import secret_encoding" [] {
    [ "text" "hex" "base64" "base64url" ]
  }

  def "nu-complete mcp-token profile import alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete mcp-token profile import store" [] {
    [ "keychain" "file" "none" ]
  }

  def "nu-complete mcp-token profile import scope_claim" [] {
    [ "scope" "scopes" "scp" "permissions" ]
  }

  def "nu-complete mcp-token profile import output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token profile import color" [] {
    [ "auto" "always" "never" ]
  }

  # Make a profile of what is there already
  export extern "mcp-token profile import" [
    --env-file: path          # Take the secret from this .env file
    --secret-var: string      # The variable in the .env file
    --keychain: string        # Take the token or the secret from this service of the keychain, as in exai-mcp/jwt_token
    --opaque                  # Take a token of any form, not only a JWT
    --allow-weak-secret       # Accept a secret that is too short for HS256 or a JWT, as an API key may be, or published somewhere
    --preset: string@"nu-complete mcp-token profile import preset" # Start from what is known of a family of servers: exai, dhafnck, calculator
    --secret-encoding: string@"nu-complete mcp-token profile import secret_encoding" # Decode the secret's text before it is used, or take it as it stands with `text`, as a new profile does
    --alg(-A): string@"nu-complete mcp-token profile import alg" # The algorithm; HS256 for a secret, the key's own for a key when left out
    --store: string@"nu-complete mcp-token profile import store" # Where the token is kept [default: the keychain, where one works]
    --service: string         # Keep the token under this service of the keychain, so that other programs find it
    --user: string            # The user of that service
    --url: string             # The server that the token is for
    --var: string             # The variable that a token goes into [default: the preset's where it is free, else <NAME>_JWT_TOKEN]
    --header: string          # How the server is shown the token: bearer, basic, none, or the name of a header
    --sub(-s): string         # Whom the token is for
    --name: string            # The name that people know the subject by
    --iss(-i): string         # Who issues it
    --aud(-a): string         # The server that is to accept it; repeated, it becomes a list
    --client-id: string       # The OAuth client
    --scope: string           # A scope; repeat it for more
    --scope-claim: string@"nu-complete mcp-token profile import scope_claim" # The claim that scopes go into: `scope` as one string, the others as lists
    --quota: string           # How many requests it allows
    --role: string            # A role; repeated, it becomes a list
    --claim(-P): string       # A further claim: NAME=TEXT or NAME:=JSON
    --unset: string           # Take back what is said of a claim: its value, or --no-jti, or --no-iat; may be repeated
    --no-jti                  # Make tokens without `jti`
    --no-iat                  # Make tokens without `iat`
    --ttl: string             # How long a new token lives [default: 24h]
    --min-ttl: string         # The life that a token should have when it is handed out [default: 1h, or half of --ttl]
    --backdate: string        # Set `iat` back, for a server whose clock is behind
    --demand-iss: string      # Accept tokens of this issuer, instead of the one in --iss; may be repeated
    --demand-aud: string      # Accept tokens for this audience, instead of the one in --aud; may be repeated
    --any-aud                 # Accept a token whatever audience it is for
    --demand-sub: string      # Accept tokens of this subject only
    --demand-scope: string    # A scope that the token must have; may be repeated
    --demand-role: string     # A role that the token must have; may be repeated
    --typ: string             # The media type, as in `at+jwt`: of the tokens that are made too
    --require: string         # Claims that must be there
    --min-quota: string       # The smallest `quota` that will do
    --demand-min-ttl: string  # How much life must be left
    --max-age: string         # How long ago `iat` may be
    --leeway: string          # How far the clocks may be apart
    --allow-no-exp            # Accept a token without `exp`, until --require names it
    --secret-from: string     # Where the key comes from: new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, `command:/PROGRAM ARGS`, or none
    --output(-o): string@"nu-complete mcp-token profile import output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token profile import color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    profile: string           # The profile
  ]

  def "nu-complete mcp-token client output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token client color" [] {
    [ "auto" "always" "never" ]
  }

  # Connect MCP clients with a configuration that refers to a token
  export extern "mcp-token client" [
    --output(-o): string@"nu-complete mcp-token client output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token client color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mcp-token client list scope" [] {
    [ "user" "project" ]
  }

  def "nu-complete mcp-token client list output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token client list color" [] {
    [ "auto" "always" "never" ]
  }

  # Tell which servers each client knows, and how it comes by the token
  export extern "mcp-token client list" [
    --scope: string@"nu-complete mcp-token client list scope" # The file of the user, or of a project
    --project: path           # The directory of the project, for --scope project [default: this one]
    --output(-o): string@"nu-complete mcp-token client list output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token client list color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mcp-token client print client" [] {
    [ "claude-code" "claude-desktop" "cursor" "vscode" "visual-studio" "windsurf" "windsurf-jetbrains" "antigravity" "kiro" "kiro-cli" "amazon-q" "cline" "cline-cli" "roo" "zed" "gemini" "qwen" "codex" "grok" "kimi" "opencode" "kilo" "fx" "copilot-cli" "junie" "lm-studio" "warp" "crush" "jetbrains" "trae" "trae-cli" "continue" "continue-json" "goose" "curl" "python" "javascript" ]
  }

  def "nu-complete mcp-token client print mode" [] {
    [ "helper" "input" "env" "exec" "inline" ]
  }

  def "nu-complete mcp-token client print scope" [] {
    [ "user" "project" ]
  }

  def "nu-complete mcp-token client print output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token client print color" [] {
    [ "auto" "always" "never" ]
  }

  # Print what connects a client, to be pasted
  export extern "mcp-token client print" [
    --profile: string         # The profile whose token is used; for a server behind a URL the only one, or the one called `default`, when left out
    --name: string            # The name of the entry [default: the profile's]
    --mode: string@"nu-complete mcp-token client print mode" # How the entry comes by the token; the safest that the client reads when left out
    --url: string             # The server, when it is not the profile's
    --header: string          # A header field that is sent as it stands; may be repeated
    --command: string         # The program that the client starts as a server
    --arg: string             # An argument of that program; may be repeated
    --env: string             # A variable of that program: a value, or `${NAME}` and nothing else for another variable, which NAME alone is short for
    --secret-var: string      # Hand a kept secret to that program in a variable; may be repeated
    --scope: string@"nu-complete mcp-token client print scope" # The file of the user, or of a project
    --project: path           # The directory of the project, for --scope project [default: this one]
    --output(-o): string@"nu-complete mcp-token client print output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token client print color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    client: string@"nu-complete mcp-token client print client" # The client; `mcp-token client list -v` names them
  ]

  def "nu-complete mcp-token client install client" [] {
    [ "claude-code" "claude-desktop" "cursor" "vscode" "visual-studio" "windsurf" "windsurf-jetbrains" "antigravity" "kiro" "kiro-cli" "amazon-q" "cline" "cline-cli" "roo" "zed" "gemini" "qwen" "codex" "grok" "kimi" "opencode" "kilo" "fx" "copilot-cli" "junie" "lm-studio" "warp" "crush" ]
  }

  def "nu-complete mcp-token client install mode" [] {
    [ "helper" "input" "env" "exec" "inline" ]
  }

  def "nu-complete mcp-token client install scope" [] {
    [ "user" "project" ]
  }

  def "nu-complete mcp-token client install output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token client install color" [] {
    [ "auto" "always" "never" ]
  }

  # Put the entry into the client's own file
  export extern "mcp-token client install" [
    --profile: string         # The profile whose token is used; for a server behind a URL the only one, or the one called `default`, when left out
    --name: string            # The name of the entry [default: the profile's]
    --mode: string@"nu-complete mcp-token client install mode" # How the entry comes by the token; the safest that the client reads when left out
    --url: string             # The server, when it is not the profile's
    --header: string          # A header field that is sent as it stands; may be repeated
    --command: string         # The program that the client starts as a server
    --arg: string             # An argument of that program; may be repeated
    --env: string             # A variable of that program: a value, or `${NAME}` and nothing else for another variable, which NAME alone is short for
    --secret-var: string      # Hand a kept secret to that program in a variable; may be repeated
    --scope: string@"nu-complete mcp-token client install scope" # The file of the user, or of a project
    --project: path           # The directory of the project, for --scope project [default: this one]
    --dry-run                 # Show what would change
    --output(-o): string@"nu-complete mcp-token client install output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token client install color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    client?: string@"nu-complete mcp-token client install client" # The client; left out, every client that was installed, again
  ]

  def "nu-complete mcp-token client remove client" [] {
    [ "claude-code" "claude-desktop" "cursor" "vscode" "visual-studio" "windsurf" "windsurf-jetbrains" "antigravity" "kiro" "kiro-cli" "amazon-q" "cline" "cline-cli" "roo" "zed" "gemini" "qwen" "codex" "grok" "kimi" "opencode" "kilo" "fx" "copilot-cli" "junie" "lm-studio" "warp" "crush" ]
  }

  def "nu-complete mcp-token client remove scope" [] {
    [ "user" "project" ]
  }

  def "nu-complete mcp-token client remove output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token client remove color" [] {
    [ "auto" "always" "never" ]
  }

  # Take an entry out of the client's own file
  export extern "mcp-token client remove" [
    --scope: string@"nu-complete mcp-token client remove scope" # The file of the user, or of a project
    --project: path           # The directory of the project, for --scope project [default: this one]
    --dry-run                 # Show what would change
    --output(-o): string@"nu-complete mcp-token client remove output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token client remove color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    client: string@"nu-complete mcp-token client remove client" # The client
    server: string            # The entry
  ]

  def "nu-complete mcp-token setup client" [] {
    [ "claude-code" "claude-desktop" "cursor" "vscode" "visual-studio" "windsurf" "windsurf-jetbrains" "antigravity" "kiro" "kiro-cli" "amazon-q" "cline" "cline-cli" "roo" "zed" "gemini" "qwen" "codex" "grok" "kimi" "opencode" "kilo" "fx" "copilot-cli" "junie" "lm-studio" "warp" "crush" ]
  }

  def "nu-complete mcp-token setup shell" [] {
    [ "posix" "fish" "powershell" "cmd" "nushell" "dotenv" ]
  }

  def "nu-complete mcp-token setup preset" [] {
    [ "exai" "dhafnck" "calculator" ]
  }

  def "nu-complete mcp-token setup secret_encoding" [] {
    [ "text" "hex" "base64" "base64url" ]
  }

  def "nu-complete mcp-token setup alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete mcp-token setup store" [] {
    [ "keychain" "file" "none" ]
  }

  def "nu-complete mcp-token setup scope_claim" [] {
    [ "scope" "scopes" "scp" "permissions" ]
  }

  def "nu-complete mcp-token setup output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token setup color" [] {
    [ "auto" "always" "never" ]
  }

  # Connect to an MCP server that asks for a token
  export extern "mcp-token setup" [
    --profile: string         # The profile to make [default: default; in the wizard the preset's name]
    --yes                     # Ask nothing: the usual answer where no flag says otherwise
    --dry-run                 # Show what would be done
    --client: string@"nu-complete mcp-token setup client" # Connect this MCP client; may be repeated
    --shell: string@"nu-complete mcp-token setup shell" # The shell that `-o env` writes for [default: posix]
    --preset: string@"nu-complete mcp-token setup preset" # Start from what is known of a family of servers: exai, dhafnck, calculator
    --secret-from: string     # Where the key comes from: new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, `command:/PROGRAM ARGS`, or none
    --secret-encoding: string@"nu-complete mcp-token setup secret_encoding" # Decode the secret's text before it is used, or take it as it stands with `text`, as a new profile does
    --alg(-A): string@"nu-complete mcp-token setup alg" # The algorithm; HS256 for a secret, the key's own for a key when left out
    --store: string@"nu-complete mcp-token setup store" # Where the token is kept [default: the keychain, where one works]
    --service: string         # Keep the token under this service of the keychain, so that other programs find it
    --user: string            # The user of that service
    --url: string             # The server that the token is for
    --var: string             # The variable that a token goes into [default: the preset's where it is free, else <NAME>_JWT_TOKEN]
    --header: string          # How the server is shown the token: bearer, basic, none, or the name of a header
    --sub(-s): string         # Whom the token is for
    --name: string            # The name that people know the subject by
    --iss(-i): string         # Who issues it
    --aud(-a): string         # The server that is to accept it; repeated, it becomes a list
    --client-id: string       # The OAuth client
    --scope: string           # A scope; repeat it for more
    --scope-claim: string@"nu-complete mcp-token setup scope_claim" # The claim that scopes go into: `scope` as one string, the others as lists
    --quota: string           # How many requests it allows
    --role: string            # A role; repeated, it becomes a list
    --claim(-P): string       # A further claim: NAME=TEXT or NAME:=JSON
    --unset: string           # Take back what is said of a claim: its value, or --no-jti, or --no-iat; may be repeated
    --no-jti                  # Make tokens without `jti`
    --no-iat                  # Make tokens without `iat`
    --ttl: string             # How long a new token lives [default: 24h]
    --min-ttl: string         # The life that a token should have when it is handed out [default: 1h, or half of --ttl]
    --backdate: string        # Set `iat` back, for a server whose clock is behind
    --demand-iss: string      # Accept tokens of this issuer, instead of the one in --iss; may be repeated
    --demand-aud: string      # Accept tokens for this audience, instead of the one in --aud; may be repeated
    --any-aud                 # Accept a token whatever audience it is for
    --demand-sub: string      # Accept tokens of this subject only
    --demand-scope: string    # A scope that the token must have; may be repeated
    --demand-role: string     # A role that the token must have; may be repeated
    --typ: string             # The media type, as in `at+jwt`: of the tokens that are made too
    --require: string         # Claims that must be there
    --min-quota: string       # The smallest `quota` that will do
    --demand-min-ttl: string  # How much life must be left
    --max-age: string         # How long ago `iat` may be
    --leeway: string          # How far the clocks may be apart
    --allow-no-exp            # Accept a token without `exp`, until --require names it
    --output(-o): string@"nu-complete mcp-token setup output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token setup color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mcp-token doctor secret_encoding" [] {
    [ "hex" "base64" "base64url" ]
  }

  def "nu-complete mcp-token doctor alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "EdDSA" ]
  }

  def "nu-complete mcp-token doctor output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token doctor color" [] {
    [ "auto" "always" "never" ]
  }

  # Look for what is wrong with stores, clients and secrets, or with one token
  export extern "mcp-token doctor" [
    --project: path           # Look at the clients' files of this project too, those above it that they read among them, and at its `.env` files
    --token: string           # The token, `-` for stdin, or @FILE
    --token-env: string       # Read the token from this variable
    --profile: string         # Take the key and the demands of this profile, where no flag says otherwise
    --secret-file: path       # Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline
    --secret-env: string      # Read the secret from this variable
    --env-file: path          # Read the variable of --secret-env from this .env file instead of the environment
    --secret-name: string     # Take a kept secret, by its name
    --secret(-S): string      # The secret itself: for compatibility with jwt-cli, seen by every process of the machine
    --key: path               # Read a PEM, a JWK or a JWK set, told by its content
    --secret-encoding: string@"nu-complete mcp-token doctor secret_encoding" # Decode the secret's text before it is used; without this the text itself is the secret
    --allow-weak-secret       # Accept a secret that is too short for its algorithm, or published somewhere
    --alg(-A): string@"nu-complete mcp-token doctor alg" # The algorithm that the servers are set to; HS256 for a secret, the key's own for a key when left out
    --iss(-i): string         # The issuer; repeated, any of them will do
    --aud(-a): string         # The audience that the server is; repeated, any of them will do
    --scope: string           # A scope that the token must have; repeated, every one of them
    --now: string             # Judge as if it were this instant
    --output(-o): string@"nu-complete mcp-token doctor output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token doctor color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete mcp-token completions shell" [] {
    [ "bash" "zsh" "fish" "powershell" "elvish" "nushell" ]
  }

  def "nu-complete mcp-token completions output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token completions color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the completions of a shell
  export extern "mcp-token completions" [
    --output(-o): string@"nu-complete mcp-token completions output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token completions color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    shell: string@"nu-complete mcp-token completions shell" # The shell
  ]

  def "nu-complete mcp-token man command" [] {
    [ "secret" "key" "encode" "decode" "verify" "refresh" "get" "exec" "store" "list" "remove" "profile" "client" "setup" "doctor" "completions" "help" ]
  }

  def "nu-complete mcp-token man output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token man color" [] {
    [ "auto" "always" "never" ]
  }

  # Print a manual page
  export extern "mcp-token man" [
    --list                    # List the commands that have a page
    --output(-o): string@"nu-complete mcp-token man output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token man color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    ...command: string@"nu-complete mcp-token man command" # The command, as in `man secret new`
  ]

  # Show the help of a command or a topic
  export extern "mcp-token help" [
  ]

  # Make, keep and rotate signing secrets
  export extern "mcp-token help secret" [
  ]

  # Make a random secret
  export extern "mcp-token help secret new" [
  ]

  # Keep a secret under a name
  export extern "mcp-token help secret set" [
  ]

  # Show what is known of a kept secret, or the secret itself
  export extern "mcp-token help secret show" [
  ]

  # Tell which secrets are kept, where, and how old they are
  export extern "mcp-token help secret list" [
  ]

  # Forget a kept secret with all of its versions
  export extern "mcp-token help secret remove" [
  ]

  # Replace a kept secret in two steps
  export extern "mcp-token help secret rotate" [
  ]

  # End the grace of old secrets, or drop the next one
  export extern "mcp-token help secret revoke" [
  ]

  # Make key pairs and hand out their public half
  export extern "mcp-token help key" [
  ]

  # Make a key pair
  export extern "mcp-token help key new" [
  ]

  # Print the public half of a key
  export extern "mcp-token help key public" [
  ]

  # Make a token from claims and a key
  export extern "mcp-token help encode" [
  ]

  # Show what a token says, without trusting it
  export extern "mcp-token help decode" [
  ]

  # Check a token's signature and claims
  export extern "mcp-token help verify" [
  ]

  # Renew a token: same claims, new life
  export extern "mcp-token help refresh" [
  ]

  # Print a token that has life left
  export extern "mcp-token help get" [
  ]

  # Run a program with a fresh token in its environment
  export extern "mcp-token help exec" [
  ]

  # Keep a token that was issued elsewhere
  export extern "mcp-token help store" [
  ]

  # Tell what is kept for each profile, where, and how long it is good
  export extern "mcp-token help list" [
  ]

  # Forget the kept token of a profile
  export extern "mcp-token help remove" [
  ]

  # Say who a token is for, how it is made and where it is kept
  export extern "mcp-token help profile" [
  ]

  # Make a profile, or change what is said of it
  export extern "mcp-token help profile set" [
  ]

  # Show what is said of a profile
  export extern "mcp-token help profile show" [
  ]

  # Forget a profile and its kept token
  export extern "mcp-token help profile remove" [
  ]

  # Make a profile of what is there already
  export extern "mcp-token help profile import" [
  ]

  # Connect MCP clients with a configuration that refers to a token
  export extern "mcp-token help client" [
  ]

  # Tell which servers each client knows, and how it comes by the token
  export extern "mcp-token help client list" [
  ]

  # Print what connects a client, to be pasted
  export extern "mcp-token help client print" [
  ]

  # Put the entry into the client's own file
  export extern "mcp-token help client install" [
  ]

  # Take an entry out of the client's own file
  export extern "mcp-token help client remove" [
  ]

  # Connect to an MCP server that asks for a token
  export extern "mcp-token help setup" [
  ]

  # Look for what is wrong with stores, clients and secrets, or with one token
  export extern "mcp-token help doctor" [
  ]

  # Print the completions of a shell
  export extern "mcp-token help completions" [
  ]

  # Print a manual page
  export extern "mcp-token help man" [
  ]

  export extern "mcp-token help exit-codes" [
  ]

  export extern "mcp-token help environment" [
  ]

  export extern "mcp-token help reasons" [
  ]

  export extern "mcp-token help ci" [
  ]

}

export use completions *
