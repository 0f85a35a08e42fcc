module completions {

  def "nu-complete mcp-token output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token color" [] {
    [ "auto" "always" "never" ]
  }

  # Make, judge and renew JSON Web Tokens for MCP servers
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

  # Make signing secrets
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
    --var: string             # The variable that `-o env`, `github` and `gitlab` set
    --output(-o): string@"nu-complete mcp-token secret new output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token secret new color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
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
    --alg(-A): string         # What it is to sign with: RS256-512, PS256-512, ES256, ES384, ES512, EdDSA
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

  def "nu-complete mcp-token key public output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token key public color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the public half of a key
  export extern "mcp-token key public" [
    --format: string@"nu-complete mcp-token key public format" # As what
    --alg(-A): string         # The algorithm that the JWK names; the key's own when left out
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
    --secret(-S): string      # The secret itself: for compatibility with jwt-cli, seen by every process of the machine
    --key: path               # Read a PEM, a JWK or a JWK set, told by its content
    --secret-encoding: string@"nu-complete mcp-token encode secret_encoding" # Decode the secret's text before it is used; without this the text itself is the secret
    --allow-weak-secret       # Accept a secret that is too short for its algorithm, or published somewhere
    --alg(-A): string         # The algorithm; HS256 for a secret, the key's own for a key when left out
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
    --batch                   # Work on every line of stdin, or of @FILE: one JSON object a line as the answer, with `-o token` the token itself
    --summary                 # End with counts of the reasons, subjects and keys
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

  def "nu-complete mcp-token verify output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token verify color" [] {
    [ "auto" "always" "never" ]
  }

  # Check a token's signature and claims
  export extern "mcp-token verify" [
    --token-env: string       # Read the token from this variable
    --secret-file: path       # Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline
    --secret-env: string      # Read the secret from this variable
    --env-file: path          # Read the variable of --secret-env from this .env file instead of the environment
    --secret(-S): string      # The secret itself: for compatibility with jwt-cli, seen by every process of the machine
    --key: path               # Read a PEM, a JWK or a JWK set, told by its content
    --secret-encoding: string@"nu-complete mcp-token verify secret_encoding" # Decode the secret's text before it is used; without this the text itself is the secret
    --allow-weak-secret       # Accept a secret that is too short for its algorithm, or published somewhere
    --alg(-A): string         # An algorithm that a token may have been signed with; repeated, any of them will do
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
    --batch                   # Work on every line of stdin, or of @FILE: one JSON object a line as the answer, with `-o token` the token itself
    --summary                 # End with counts of the reasons, subjects and keys
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
    --secret-file: path       # Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline
    --secret-env: string      # Read the secret from this variable
    --env-file: path          # Read the variable of --secret-env from this .env file instead of the environment
    --secret(-S): string      # The secret itself: for compatibility with jwt-cli, seen by every process of the machine
    --key: path               # Read a PEM, a JWK or a JWK set, told by its content
    --secret-encoding: string@"nu-complete mcp-token refresh secret_encoding" # Decode the secret's text before it is used; without this the text itself is the secret
    --allow-weak-secret       # Accept a secret that is too short for its algorithm, or published somewhere
    --alg(-A): string         # The algorithm; HS256 for a secret, the key's own for a key when left out
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
    ...command: string        # The command, as in `man secret new`
  ]

  def "nu-complete mcp-token help output" [] {
    [ "text" "json" "token" "header" "headers-json" "env" "github" "gitlab" ]
  }

  def "nu-complete mcp-token help color" [] {
    [ "auto" "always" "never" ]
  }

  # Show the help of a command or a topic
  export extern "mcp-token help" [
    --output(-o): string@"nu-complete mcp-token help output" # The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    --json                    # The same as --output json
    --color: string@"nu-complete mcp-token help color" # When to use colour
    --no-input                # Ask nothing: end with exit code 8 where an answer is needed
    --quiet(-q)               # Say nothing but the answer and errors
    --verbose(-v)             # Say what was decided and where a value came from
    --help(-h)                # Print help (see more with '--help')
    ...words: string          # A command, as in `help secret new`, or a topic
  ]

}

export use completions *
