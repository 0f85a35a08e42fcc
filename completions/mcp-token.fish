# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_mcp_token_global_optspecs
    string join \n o/output= json color= no-input q/quiet v/verbose h/help V/version
end

function __fish_mcp_token_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_mcp_token_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_mcp_token_using_subcommand
    set -l cmd (__fish_mcp_token_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c mcp-token -n "__fish_mcp_token_needs_command" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_needs_command" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -s V -l version -d 'Print version'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "secret" -d 'Make signing secrets'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "key" -d 'Make key pairs and hand out their public half'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "encode" -d 'Make a token from claims and a key'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "decode" -d 'Show what a token says, without trusting it'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "verify" -d 'Check a token\'s signature and claims'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "refresh" -d 'Renew a token: same claims, new life'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "completions" -d 'Print the completions of a shell'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "man" -d 'Print a manual page'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "help" -d 'Show the help of a command or a topic'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new" -f -a "new" -d 'Make a random secret'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l bits -d 'How large: 256 for HS256, 384 for HS384, 512 for HS512' -r -f -a "256\t''
384\t''
512\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l encoding -d 'How it is written' -r -f -a "hex\t'Hexadecimal digits'
base64\t'Base64'
base64url\t'Base64 for URLs, without padding'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l count -d 'How many, one a line' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l env-file -d 'Write it into this .env file instead of printing it' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l shell -d 'The shell that `-o env` writes for [default: posix]' -r -f -a "posix\t'sh, bash, zsh: export'
fish\t'fish: set -gx'
powershell\t'PowerShell'
cmd\t'cmd.exe: set'
nushell\t'Nushell'
dotenv\t'A line of a .env file'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l var -d 'The variable that `-o env`, `github` and `gitlab` set' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l force -d 'Replace the value that the variable has in the .env file'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l dry-run -d 'Show what would change in the .env file, with values masked'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and not __fish_seen_subcommand_from new public" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and not __fish_seen_subcommand_from new public" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and not __fish_seen_subcommand_from new public" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and not __fish_seen_subcommand_from new public" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and not __fish_seen_subcommand_from new public" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and not __fish_seen_subcommand_from new public" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and not __fish_seen_subcommand_from new public" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and not __fish_seen_subcommand_from new public" -f -a "new" -d 'Make a key pair'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and not __fish_seen_subcommand_from new public" -f -a "public" -d 'Print the public half of a key'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -s A -l alg -d 'What it is to sign with: RS256-512, PS256-512, ES256, ES384, ES512, EdDSA' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -l bits -d 'The size of an RSA key' -r -f -a "2048\t''
3072\t''
4096\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -l format -d 'PEM (PKCS#8) or JWK' -r -f -a "pem\t'PKCS#8 in PEM'
jwk\t'JSON Web Key'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -l out -d 'Where to write it; the file must not exist' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -l print -d 'Print it even on a terminal'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from public" -l format -d 'As what' -r -f -a "pem\t'SubjectPublicKeyInfo in PEM'
jwk\t'JSON Web Key'
jwks\t'A JSON Web Key set with this key'
thumbprint\t'The RFC 7638 thumbprint, SHA-256'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from public" -s A -l alg -d 'The algorithm that the JWK names; the key\'s own when left out' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from public" -s k -l kid -d 'The name that the JWK has; the key\'s own, else its thumbprint, when left out' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from public" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from public" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from public" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from public" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from public" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from public" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from public" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l secret-file -d 'Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l secret-env -d 'Read the secret from this variable' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l env-file -d 'Read the variable of --secret-env from this .env file instead of the environment' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s S -l secret -d 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l key -d 'Read a PEM, a JWK or a JWK set, told by its content' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l secret-encoding -d 'Decode the secret\'s text before it is used; without this the text itself is the secret' -r -f -a "hex\t'Hexadecimal digits'
base64\t'Base64'
base64url\t'Base64 for URLs, without padding'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s A -l alg -d 'The algorithm; HS256 for a secret, the key\'s own for a key when left out' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s k -l kid -d 'The name of the key; for a key pair its thumbprint when left out' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s t -l typ -d 'The media type [default: JWT]' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l header -d 'A further parameter: NAME=TEXT or NAME:=JSON' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s s -l sub -d 'Whom the token is for' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l name -d 'The name that people know the subject by' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s i -l iss -d 'Who issues it' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s a -l aud -d 'The server that is to accept it; repeated, it becomes a list' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l client-id -d 'The OAuth client' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l scope -d 'A scope; repeat it for more' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l scope-claim -d 'The claim that scopes go into: `scope` as one string, the others as lists' -r -f -a "scope\t''
scopes\t''
scp\t''
permissions\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l quota -d 'How many requests it allows' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l role -d 'A role; repeated, it becomes a list' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s P -l claim -d 'A further claim: NAME=TEXT or NAME:=JSON' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l jti -d 'The identifier of the token' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l ttl -d 'How long it lives [default: 24h]' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s e -l exp -d 'When it expires' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s n -l nbf -d 'When it begins to be valid' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l backdate -d 'Set `iat` back, for a server whose clock is behind' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l now -d 'Judge as if it were this instant' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l shell -d 'The shell that `-o env` writes for [default: posix]' -r -f -a "posix\t'sh, bash, zsh: export'
fish\t'fish: set -gx'
powershell\t'PowerShell'
cmd\t'cmd.exe: set'
nushell\t'Nushell'
dotenv\t'A line of a .env file'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l var -d 'The variable that `-o env`, `github` and `gitlab` set' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l workers -d 'How many threads [default: one for each processor]' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l allow-weak-secret -d 'Accept a secret that is too short for its algorithm, or published somewhere'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l no-typ -d 'Leave `typ` out'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l no-jti -d 'Add no `jti`'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l no-exp -d 'Let it live for ever'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l no-iat -d 'Add no `iat`'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l batch -d 'Work on every line of stdin, or of @FILE: one JSON object a line as the answer, with `-o token` the token itself'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l summary -d 'End with counts of the reasons, subjects and keys'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l fail-fast -d 'Stop at the first line that is not good'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l report-only -d 'Exit with 0 however the lines are judged'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -l token-env -d 'Read the token from this variable' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -l claim -d 'Print the value of this claim alone' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -l part -d 'Print this part alone, as JSON' -r -f -a "header\t'The header'
claims\t'The claims'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -l now -d 'Judge as if it were this instant' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l token-env -d 'Read the token from this variable' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l secret-file -d 'Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l secret-env -d 'Read the secret from this variable' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l env-file -d 'Read the variable of --secret-env from this .env file instead of the environment' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s S -l secret -d 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l key -d 'Read a PEM, a JWK or a JWK set, told by its content' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l secret-encoding -d 'Decode the secret\'s text before it is used; without this the text itself is the secret' -r -f -a "hex\t'Hexadecimal digits'
base64\t'Base64'
base64url\t'Base64 for URLs, without padding'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s A -l alg -d 'An algorithm that a token may have been signed with; repeated, any of them will do' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s i -l iss -d 'Accept tokens of this issuer; repeated, any of them will do' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s a -l aud -d 'Accept tokens for this audience; repeated, any of them will do' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s s -l sub -d 'Accept tokens of this subject only' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l typ -d 'Accept tokens of this media type only, as in `at+jwt`' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l require -d 'Claims that must be there' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l scope -d 'A scope that the token must have; repeated, every one of them' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l role -d 'A role that the token must have; repeated, every one of them' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l min-quota -d 'The smallest `quota` that will do' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l min-ttl -d 'How much life must be left' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l max-age -d 'How long ago `iat` may be' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l leeway -d 'How far the clocks may be apart [default: 0s]' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l now -d 'Judge as if it were this instant' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l workers -d 'How many threads [default: one for each processor]' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l claim -d 'Show this claim of each good token; repeat it for more' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l allow-weak-secret -d 'Accept a secret that is too short for its algorithm, or published somewhere'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l any-aud -d 'Accept a token whatever audience it is for'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l allow-no-exp -d 'Accept a token without `exp`'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l show-untrusted -d 'Show the claims of a refused token too'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l batch -d 'Work on every line of stdin, or of @FILE: one JSON object a line as the answer, with `-o token` the token itself'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l summary -d 'End with counts of the reasons, subjects and keys'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l fail-fast -d 'Stop at the first line that is not good'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l report-only -d 'Exit with 0 however the lines are judged'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l token-env -d 'Read the token from this variable' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l secret-file -d 'Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l secret-env -d 'Read the secret from this variable' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l env-file -d 'Read the variable of --secret-env from this .env file instead of the environment' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s S -l secret -d 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l key -d 'Read a PEM, a JWK or a JWK set, told by its content' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l secret-encoding -d 'Decode the secret\'s text before it is used; without this the text itself is the secret' -r -f -a "hex\t'Hexadecimal digits'
base64\t'Base64'
base64url\t'Base64 for URLs, without padding'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s A -l alg -d 'The algorithm; HS256 for a secret, the key\'s own for a key when left out' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s i -l iss -d 'Accept tokens of this issuer; repeated, any of them will do' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s a -l aud -d 'Accept tokens for this audience; repeated, any of them will do' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s s -l sub -d 'Accept tokens of this subject only' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l typ -d 'Accept tokens of this media type only, as in `at+jwt`' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l require -d 'Claims that must be there' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l scope -d 'A scope that the token must have; repeated, every one of them' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l role -d 'A role that the token must have; repeated, every one of them' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l min-quota -d 'The smallest `quota` that will do' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l min-ttl -d 'How much life must be left' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l max-age -d 'How long ago `iat` may be' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l leeway -d 'How far the clocks may be apart [default: 0s]' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l ttl -d 'How long the new token lives; as long as the old one when left out' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l within -d 'Print the old token as long as it has more life left than this and --set asks for nothing new' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l max-expired -d 'How long ago the old token may have expired' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l backdate -d 'Set `iat` back, for a server whose clock is behind' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l set -d 'Give a claim a new value: NAME=TEXT or NAME:=JSON; its old value is not judged' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l now -d 'Judge as if it were this instant' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l shell -d 'The shell that `-o env` writes for [default: posix]' -r -f -a "posix\t'sh, bash, zsh: export'
fish\t'fish: set -gx'
powershell\t'PowerShell'
cmd\t'cmd.exe: set'
nushell\t'Nushell'
dotenv\t'A line of a .env file'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l var -d 'The variable that `-o env`, `github` and `gitlab` set' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l allow-weak-secret -d 'Accept a secret that is too short for its algorithm, or published somewhere'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l any-aud -d 'Accept a token whatever audience it is for'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand completions" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand completions" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand completions" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand completions" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand completions" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand completions" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand man" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand man" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand man" -l list -d 'List the commands that have a page'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand man" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand man" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand man" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand man" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help" -s h -l help -d 'Print help (see more with \'--help\')'
