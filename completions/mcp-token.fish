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
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "secret" -d 'Make, keep and rotate signing secrets'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "key" -d 'Make key pairs and hand out their public half'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "encode" -d 'Make a token from claims and a key'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "decode" -d 'Show what a token says, without trusting it'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "verify" -d 'Check a token\'s signature and claims'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "refresh" -d 'Renew a token: same claims, new life'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "get" -d 'Print a token that has life left'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "exec" -d 'Run a program with a fresh token in its environment'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "store" -d 'Keep a token that was issued elsewhere'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "list" -d 'Tell what is kept for each profile, where, and how long it is good'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "remove" -d 'Forget the kept token of a profile'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "profile" -d 'Say who a token is for, how it is made and where it is kept'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "client" -d 'Connect MCP clients with a configuration that refers to a token'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "setup" -d 'Connect to an MCP server that asks for a token'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "doctor" -d 'Look for what is wrong with stores, clients and secrets, or with one token'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "completions" -d 'Print the completions of a shell'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "man" -d 'Print a manual page'
complete -c mcp-token -n "__fish_mcp_token_needs_command" -f -a "help" -d 'Show the help of a command or a topic'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -f -a "new" -d 'Make a random secret'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -f -a "set" -d 'Keep a secret under a name'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -f -a "show" -d 'Show what is known of a kept secret, or the secret itself'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -f -a "list" -d 'Tell which secrets are kept, where, and how old they are'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -f -a "remove" -d 'Forget a kept secret with all of its versions'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -f -a "rotate" -d 'Replace a kept secret in two steps'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and not __fish_seen_subcommand_from new set show list remove rotate revoke" -f -a "revoke" -d 'End the grace of old secrets, or drop the next one'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l bits -d 'How large: 256 for HS256, 384 for HS384, 512 for HS512' -r -f -a "256\t''
384\t''
512\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l encoding -d 'How it is written' -r -f -a "hex\t'Hexadecimal digits'
base64\t'Base64'
base64url\t'Base64 for URLs, without padding'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l count -d 'How many, one a line' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l env-file -d 'Write it into this .env file instead of printing it' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l shell -d 'The shell that `-o env` writes for [default: posix]' -r -f -a "posix\t'sh, bash, zsh: export'
fish\t'fish: set -gx'
powershell\t'PowerShell'
cmd\t'cmd.exe: set'
nushell\t'Nushell'
dotenv\t'A line of a .env file'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -l var -d 'The variable in the .env file, or that `-o env`, `github` and `gitlab` set [default: JWT_SECRET]' -r -f
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
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from set" -l store -d 'Where it is kept' -r -f -a "keychain\t'The keychain of the system'
file\t'An encrypted file'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from set" -l secret-file -d 'Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from set" -l passphrase-from -d 'Open encrypted files with a passphrase from file:PATH, `command:/PROGRAM ARGS` or prompt, or with the random key in a file of ours, key-file; for all encrypted files, and before there are any' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from set" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from set" -l allow-weak-secret -d 'Accept a secret that is too short for HS256 or a JWT, as an API key may be, or published somewhere'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from set" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from set" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from show" -l kid -d 'Which version to print, by its kid; the one that is signed with when left out' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from show" -l shell -d 'The shell that `-o env` writes for [default: posix]' -r -f -a "posix\t'sh, bash, zsh: export'
fish\t'fish: set -gx'
powershell\t'PowerShell'
cmd\t'cmd.exe: set'
nushell\t'Nushell'
dotenv\t'A line of a .env file'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from show" -l var -d 'The variable that `-o env`, `github` and `gitlab` set' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from show" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from show" -l reveal -d 'Print the secret that is signed with now'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from show" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from show" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from list" -l max-age -d 'The age from which on a secret should be replaced' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from list" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from list" -l check -d 'Exit with 4 when one is older than --max-age, or its record cannot be read'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from list" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from list" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from remove" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from remove" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from remove" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -l grace -d 'How long the old secret goes on verifying, 0s to revoke it at once [default: the longest --ttl of its profiles and their leeway]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -l secret-file -d 'Take the next secret from a file, or from stdin with `-`, instead of making one' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -l activate -d 'Sign with the next secret from now on'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -l now -d 'Do both steps at once'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -l allow-weak-secret -d 'Accept a secret that is too short for HS256 or a JWT, as an API key may be, or published somewhere'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from revoke" -l kid -d 'Which one, by its kid; every previous one when left out' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from revoke" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from revoke" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from revoke" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from revoke" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from revoke" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from revoke" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help (see more with \'--help\')'
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
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -s A -l alg -d 'What it is to sign with: RS256-512, PS256-512, ES256, ES384, ES512, EdDSA' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
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
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from public" -s A -l alg -d 'The algorithm that the JWK names; the key\'s own when left out' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from public" -s k -l kid -d 'The name that the JWK has; the key\'s own, else its thumbprint, when left out' -r -f
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
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l secret-env -d 'Read the secret from this variable' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l env-file -d 'Read the variable of --secret-env from this .env file instead of the environment' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l secret-name -d 'Take a kept secret, by its name' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s S -l secret -d 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l key -d 'Read a PEM, a JWK or a JWK set, told by its content' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l secret-encoding -d 'Decode the secret\'s text before it is used; without this the text itself is the secret' -r -f -a "hex\t'Hexadecimal digits'
base64\t'Base64'
base64url\t'Base64 for URLs, without padding'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s A -l alg -d 'The algorithm; HS256 for a secret, the key\'s own for a key when left out' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s k -l kid -d 'The name of the key; for a key pair its thumbprint when left out' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s t -l typ -d 'The media type [default: JWT]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l header -d 'A further parameter: NAME=TEXT or NAME:=JSON' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s s -l sub -d 'Whom the token is for' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l name -d 'The name that people know the subject by' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s i -l iss -d 'Who issues it' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s a -l aud -d 'The server that is to accept it; repeated, it becomes a list' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l client-id -d 'The OAuth client' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l scope -d 'A scope; repeat it for more' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l scope-claim -d 'The claim that scopes go into: `scope` as one string, the others as lists' -r -f -a "scope\t''
scopes\t''
scp\t''
permissions\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l quota -d 'How many requests it allows' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l role -d 'A role; repeated, it becomes a list' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s P -l claim -d 'A further claim: NAME=TEXT or NAME:=JSON' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l jti -d 'The identifier of the token' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l ttl -d 'How long it lives [default: 24h]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s e -l exp -d 'When it expires' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s n -l nbf -d 'When it begins to be valid' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l backdate -d 'Set `iat` back, for a server whose clock is behind' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l now -d 'Judge as if it were this instant' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l shell -d 'The shell that `-o env` writes for [default: posix]' -r -f -a "posix\t'sh, bash, zsh: export'
fish\t'fish: set -gx'
powershell\t'PowerShell'
cmd\t'cmd.exe: set'
nushell\t'Nushell'
dotenv\t'A line of a .env file'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l var -d 'The variable that `-o env`, `github` and `gitlab` set' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l workers -d 'How many threads [default: one for each processor]' -r -f
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
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l batch -d 'Work on every line of stdin, or of @FILE: one JSON object a line as the answer, with `-o token` the token itself; the key is read once, before the first'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l summary -d 'End with counts of the reasons, and of the subjects and keys of all rightly signed tokens; memory grows with every different one'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l fail-fast -d 'Stop at the first line that is not good'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l report-only -d 'Exit with 0 however the lines are judged'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand encode" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -l token-env -d 'Read the token from this variable' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -l claim -d 'Print the value of this claim alone' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -l part -d 'Print this part alone, as JSON' -r -f -a "header\t'The header'
claims\t'The claims'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand decode" -l now -d 'Judge as if it were this instant' -r -f
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
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l token-env -d 'Read the token from this variable' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l profile -d 'Take the key and the demands of this profile, where no flag says otherwise' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l secret-file -d 'Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l secret-env -d 'Read the secret from this variable' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l env-file -d 'Read the variable of --secret-env from this .env file instead of the environment' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l secret-name -d 'Take a kept secret, by its name' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s S -l secret -d 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l key -d 'Read a PEM, a JWK or a JWK set, told by its content' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l secret-encoding -d 'Decode the secret\'s text before it is used; without this the text itself is the secret' -r -f -a "hex\t'Hexadecimal digits'
base64\t'Base64'
base64url\t'Base64 for URLs, without padding'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s A -l alg -d 'An algorithm that a token may have been signed with; repeated, any of them will do' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s i -l iss -d 'Accept tokens of this issuer; repeated, any of them will do' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s a -l aud -d 'Accept tokens for this audience; repeated, any of them will do' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s s -l sub -d 'Accept tokens of this subject only' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l typ -d 'Accept tokens of this media type only, as in `at+jwt`' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l require -d 'Claims that must be there' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l scope -d 'A scope that the token must have; repeated, every one of them' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l role -d 'A role that the token must have; repeated, every one of them' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l min-quota -d 'The smallest `quota` that will do' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l min-ttl -d 'How much life must be left' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l max-age -d 'How long ago `iat` may be' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l leeway -d 'How far the clocks may be apart [default: 0s]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l now -d 'Judge as if it were this instant' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l workers -d 'How many threads [default: one for each processor]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l claim -d 'Show this claim of each good token; repeat it for more' -r -f
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
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l batch -d 'Work on every line of stdin, or of @FILE: one JSON object a line as the answer, with `-o token` the token itself; the key is read once, before the first'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l summary -d 'End with counts of the reasons, and of the subjects and keys of all rightly signed tokens; memory grows with every different one'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l fail-fast -d 'Stop at the first line that is not good'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l report-only -d 'Exit with 0 however the lines are judged'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l token-env -d 'Read the token from this variable' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l profile -d 'Take the key and the demands of this profile, where no flag says otherwise' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l secret-file -d 'Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l secret-env -d 'Read the secret from this variable' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l env-file -d 'Read the variable of --secret-env from this .env file instead of the environment' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l secret-name -d 'Take a kept secret, by its name' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s S -l secret -d 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l key -d 'Read a PEM, a JWK or a JWK set, told by its content' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l secret-encoding -d 'Decode the secret\'s text before it is used; without this the text itself is the secret' -r -f -a "hex\t'Hexadecimal digits'
base64\t'Base64'
base64url\t'Base64 for URLs, without padding'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s A -l alg -d 'The algorithm; HS256 for a secret, the key\'s own for a key when left out' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s i -l iss -d 'Accept tokens of this issuer; repeated, any of them will do' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s a -l aud -d 'Accept tokens for this audience; repeated, any of them will do' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -s s -l sub -d 'Accept tokens of this subject only' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l typ -d 'Accept tokens of this media type only, as in `at+jwt`' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l require -d 'Claims that must be there' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l scope -d 'A scope that the token must have; repeated, every one of them' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l role -d 'A role that the token must have; repeated, every one of them' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l min-quota -d 'The smallest `quota` that will do' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l min-ttl -d 'How much life must be left' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l max-age -d 'How long ago `iat` may be' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l leeway -d 'How far the clocks may be apart [default: 0s]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l ttl -d 'How long the new token lives; as long as the old one when left out' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l within -d 'Print the old token as long as it has more life left than this and --set asks for nothing new' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l max-expired -d 'How long ago the old token may have expired' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l backdate -d 'Set `iat` back, for a server whose clock is behind' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l set -d 'Give a claim a new value: NAME=TEXT or NAME:=JSON; its old value is not judged' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l now -d 'Judge as if it were this instant' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l shell -d 'The shell that `-o env` writes for [default: posix]' -r -f -a "posix\t'sh, bash, zsh: export'
fish\t'fish: set -gx'
powershell\t'PowerShell'
cmd\t'cmd.exe: set'
nushell\t'Nushell'
dotenv\t'A line of a .env file'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand refresh" -l var -d 'The variable that `-o env`, `github` and `gitlab` set' -r -f
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
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -l min-ttl -d 'The life that it must have left; without this a shorter one will do when no better can be had' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -l shell -d 'The shell that `-o env` writes for [default: posix]' -r -f -a "posix\t'sh, bash, zsh: export'
fish\t'fish: set -gx'
powershell\t'PowerShell'
cmd\t'cmd.exe: set'
nushell\t'Nushell'
dotenv\t'A line of a .env file'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -l var -d 'The variable that `-o env`, `github` and `gitlab` set' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -l no-refresh -d 'Make no new token: print the kept one or nothing'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -l force-new -d 'Make a new token, whatever is kept'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -l var -d 'The variable that the token goes into; the profile\'s when left out' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -l header-var -d 'The variable that the value of the header goes into, as in `Bearer ...`' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -l secret-var -d 'Put a kept secret into a variable, for a server that needs it; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -l expect -d 'How long the program will need the token: a shorter one is warned of' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -l min-ttl -d 'The life that it must have left; without this a shorter one will do when no better can be had' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -l no-token -d 'Hand on kept secrets only: no profile, no token'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -l nested -d 'Run inside a program that was itself run by `mcp-token exec`'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -l no-refresh -d 'Make no new token: print the kept one or nothing'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -l force-new -d 'Make a new token, whatever is kept'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand exec" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand store" -l token-env -d 'Read the token from this variable' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand store" -l exp -d 'When it expires, for a token that does not say it' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand store" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand store" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand store" -l opaque -d 'Take any text, not only a JWT'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand store" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand store" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand store" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand store" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand store" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand list" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand list" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand list" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand list" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand list" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand list" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand remove" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand remove" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand remove" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand remove" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand remove" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand remove" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and not __fish_seen_subcommand_from set show remove import" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and not __fish_seen_subcommand_from set show remove import" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and not __fish_seen_subcommand_from set show remove import" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and not __fish_seen_subcommand_from set show remove import" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and not __fish_seen_subcommand_from set show remove import" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and not __fish_seen_subcommand_from set show remove import" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and not __fish_seen_subcommand_from set show remove import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and not __fish_seen_subcommand_from set show remove import" -f -a "set" -d 'Make a profile, or change what is said of it'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and not __fish_seen_subcommand_from set show remove import" -f -a "show" -d 'Show what is said of a profile'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and not __fish_seen_subcommand_from set show remove import" -f -a "remove" -d 'Forget a profile and its kept token'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and not __fish_seen_subcommand_from set show remove import" -f -a "import" -d 'Make a profile of what is there already'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l preset -d 'Start from what is known of a family of servers: exai, dhafnck, calculator' -r -f -a "exai\t''
dhafnck\t''
calculator\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l secret-from -d 'Where the key comes from: new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, `command:/PROGRAM ARGS`, or none' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l secret-encoding -d 'Decode the secret\'s text before it is used, or take it as it stands with `text`, as a new profile does' -r -f -a "text\t'As it stands'
hex\t'Hexadecimal digits'
base64\t'Base64'
base64url\t'Base64 for URLs, without padding'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -s A -l alg -d 'The algorithm; HS256 for a secret, the key\'s own for a key when left out' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l store -d 'Where the token is kept [default: the keychain, where one works]' -r -f -a "keychain\t'The keychain of the system'
file\t'An encrypted file'
none\t'Nowhere: a token is made anew at each call'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l service -d 'Keep the token under this service of the keychain, so that other programs find it' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l user -d 'The user of that service' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l url -d 'The server that the token is for' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l var -d 'The variable that a token goes into [default: the preset\'s where it is free, else <NAME>_JWT_TOKEN]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l header -d 'How the server is shown the token: bearer, basic, none, or the name of a header' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -s s -l sub -d 'Whom the token is for' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l name -d 'The name that people know the subject by' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -s i -l iss -d 'Who issues it' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -s a -l aud -d 'The server that is to accept it; repeated, it becomes a list' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l client-id -d 'The OAuth client' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l scope -d 'A scope; repeat it for more' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l scope-claim -d 'The claim that scopes go into: `scope` as one string, the others as lists' -r -f -a "scope\t''
scopes\t''
scp\t''
permissions\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l quota -d 'How many requests it allows' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l role -d 'A role; repeated, it becomes a list' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -s P -l claim -d 'A further claim: NAME=TEXT or NAME:=JSON' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l unset -d 'Take back what is said of a claim: its value, or --no-jti, or --no-iat; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l ttl -d 'How long a new token lives [default: 24h]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l min-ttl -d 'The life that a token should have when it is handed out [default: 1h, or half of --ttl]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l backdate -d 'Set `iat` back, for a server whose clock is behind' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l demand-iss -d 'Accept tokens of this issuer, instead of the one in --iss; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l demand-aud -d 'Accept tokens for this audience, instead of the one in --aud; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l demand-sub -d 'Accept tokens of this subject only' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l demand-scope -d 'A scope that the token must have; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l demand-role -d 'A role that the token must have; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l typ -d 'The media type, as in `at+jwt`: of the tokens that are made too' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l require -d 'Claims that must be there' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l min-quota -d 'The smallest `quota` that will do' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l demand-min-ttl -d 'How much life must be left' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l max-age -d 'How long ago `iat` may be' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l leeway -d 'How far the clocks may be apart' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l passphrase-from -d 'Open encrypted files with a passphrase from file:PATH, `command:/PROGRAM ARGS` or prompt, or with the random key in a file of ours, key-file; for all encrypted files, and before there are any' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l no-jti -d 'Make tokens without `jti`'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l no-iat -d 'Make tokens without `iat`'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l any-aud -d 'Accept a token whatever audience it is for'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l allow-no-exp -d 'Accept a token without `exp`, until --require names it'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l dry-run -d 'Show what would be done'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from show" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from show" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from show" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l env-file -d 'Take the secret from this .env file' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l secret-var -d 'The variable in the .env file' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l keychain -d 'Take the token or the secret from this service of the keychain, as in exai-mcp/jwt_token' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l preset -d 'Start from what is known of a family of servers: exai, dhafnck, calculator' -r -f -a "exai\t''
dhafnck\t''
calculator\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l secret-encoding -d 'Decode the secret\'s text before it is used, or take it as it stands with `text`, as a new profile does' -r -f -a "text\t'As it stands'
hex\t'Hexadecimal digits'
base64\t'Base64'
base64url\t'Base64 for URLs, without padding'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -s A -l alg -d 'The algorithm; HS256 for a secret, the key\'s own for a key when left out' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l store -d 'Where the token is kept [default: the keychain, where one works]' -r -f -a "keychain\t'The keychain of the system'
file\t'An encrypted file'
none\t'Nowhere: a token is made anew at each call'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l service -d 'Keep the token under this service of the keychain, so that other programs find it' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l user -d 'The user of that service' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l url -d 'The server that the token is for' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l var -d 'The variable that a token goes into [default: the preset\'s where it is free, else <NAME>_JWT_TOKEN]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l header -d 'How the server is shown the token: bearer, basic, none, or the name of a header' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -s s -l sub -d 'Whom the token is for' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l name -d 'The name that people know the subject by' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -s i -l iss -d 'Who issues it' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -s a -l aud -d 'The server that is to accept it; repeated, it becomes a list' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l client-id -d 'The OAuth client' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l scope -d 'A scope; repeat it for more' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l scope-claim -d 'The claim that scopes go into: `scope` as one string, the others as lists' -r -f -a "scope\t''
scopes\t''
scp\t''
permissions\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l quota -d 'How many requests it allows' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l role -d 'A role; repeated, it becomes a list' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -s P -l claim -d 'A further claim: NAME=TEXT or NAME:=JSON' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l unset -d 'Take back what is said of a claim: its value, or --no-jti, or --no-iat; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l ttl -d 'How long a new token lives [default: 24h]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l min-ttl -d 'The life that a token should have when it is handed out [default: 1h, or half of --ttl]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l backdate -d 'Set `iat` back, for a server whose clock is behind' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l demand-iss -d 'Accept tokens of this issuer, instead of the one in --iss; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l demand-aud -d 'Accept tokens for this audience, instead of the one in --aud; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l demand-sub -d 'Accept tokens of this subject only' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l demand-scope -d 'A scope that the token must have; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l demand-role -d 'A role that the token must have; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l typ -d 'The media type, as in `at+jwt`: of the tokens that are made too' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l require -d 'Claims that must be there' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l min-quota -d 'The smallest `quota` that will do' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l demand-min-ttl -d 'How much life must be left' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l max-age -d 'How long ago `iat` may be' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l leeway -d 'How far the clocks may be apart' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l secret-from -d 'Where the key comes from: new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, `command:/PROGRAM ARGS`, or none' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l opaque -d 'Take a token of any form, not only a JWT'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l allow-weak-secret -d 'Accept a secret that is too short for HS256 or a JWT, as an API key may be, or published somewhere'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l no-jti -d 'Make tokens without `jti`'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l no-iat -d 'Make tokens without `iat`'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l any-aud -d 'Accept a token whatever audience it is for'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l allow-no-exp -d 'Accept a token without `exp`, until --require names it'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and not __fish_seen_subcommand_from list print install remove" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and not __fish_seen_subcommand_from list print install remove" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and not __fish_seen_subcommand_from list print install remove" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and not __fish_seen_subcommand_from list print install remove" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and not __fish_seen_subcommand_from list print install remove" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and not __fish_seen_subcommand_from list print install remove" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and not __fish_seen_subcommand_from list print install remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and not __fish_seen_subcommand_from list print install remove" -f -a "list" -d 'Tell which servers each client knows, and how it comes by the token'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and not __fish_seen_subcommand_from list print install remove" -f -a "print" -d 'Print what connects a client, to be pasted'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and not __fish_seen_subcommand_from list print install remove" -f -a "install" -d 'Put the entry into the client\'s own file'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and not __fish_seen_subcommand_from list print install remove" -f -a "remove" -d 'Take an entry out of the client\'s own file'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from list" -l scope -d 'The file of the user, or of a project' -r -f -a "user\t'All projects of a user'
project\t'One project, and whoever shares it'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from list" -l project -d 'The directory of the project, for --scope project [default: this one]' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from list" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from list" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from list" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l profile -d 'The profile whose token is used; for a server behind a URL the only one, or the one called `default`, when left out' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l name -d 'The name of the entry [default: the profile\'s]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l mode -d 'How the entry comes by the token; the safest that the client reads when left out' -r -f -a "helper\t'The client runs a command at each connect'
input\t'The client asks, once'
env\t'The client reads a variable'
exec\t'The client starts mcp-token, which starts the server'
inline\t'The token stands in the file'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l url -d 'The server, when it is not the profile\'s' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l header -d 'A header field that is sent as it stands; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l command -d 'The program that the client starts as a server' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l arg -d 'An argument of that program; may be repeated' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l env -d 'A variable of that program: a value, or `${NAME}` and nothing else for another variable, which NAME alone is short for' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l secret-var -d 'Hand a kept secret to that program in a variable; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l scope -d 'The file of the user, or of a project' -r -f -a "user\t'All projects of a user'
project\t'One project, and whoever shares it'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l project -d 'The directory of the project, for --scope project [default: this one]' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l profile -d 'The profile whose token is used; for a server behind a URL the only one, or the one called `default`, when left out' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l name -d 'The name of the entry [default: the profile\'s]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l mode -d 'How the entry comes by the token; the safest that the client reads when left out' -r -f -a "helper\t'The client runs a command at each connect'
input\t'The client asks, once'
env\t'The client reads a variable'
exec\t'The client starts mcp-token, which starts the server'
inline\t'The token stands in the file'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l url -d 'The server, when it is not the profile\'s' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l header -d 'A header field that is sent as it stands; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l command -d 'The program that the client starts as a server' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l arg -d 'An argument of that program; may be repeated' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l env -d 'A variable of that program: a value, or `${NAME}` and nothing else for another variable, which NAME alone is short for' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l secret-var -d 'Hand a kept secret to that program in a variable; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l scope -d 'The file of the user, or of a project' -r -f -a "user\t'All projects of a user'
project\t'One project, and whoever shares it'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l project -d 'The directory of the project, for --scope project [default: this one]' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l dry-run -d 'Show what would change'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from remove" -l scope -d 'The file of the user, or of a project' -r -f -a "user\t'All projects of a user'
project\t'One project, and whoever shares it'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from remove" -l project -d 'The directory of the project, for --scope project [default: this one]' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from remove" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from remove" -l dry-run -d 'Show what would change'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from remove" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from remove" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l profile -d 'The profile to make [default: default; in the wizard the preset\'s name]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l client -d 'Connect this MCP client; may be repeated' -r -f -a "claude-code\t''
claude-desktop\t''
cursor\t''
vscode\t''
visual-studio\t''
windsurf\t''
windsurf-jetbrains\t''
antigravity\t''
kiro\t''
kiro-cli\t''
amazon-q\t''
cline\t''
cline-cli\t''
roo\t''
zed\t''
gemini\t''
qwen\t''
codex\t''
grok\t''
kimi\t''
opencode\t''
kilo\t''
fx\t''
copilot-cli\t''
junie\t''
lm-studio\t''
warp\t''
crush\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l shell -d 'The shell that `-o env` writes for [default: posix]' -r -f -a "posix\t'sh, bash, zsh: export'
fish\t'fish: set -gx'
powershell\t'PowerShell'
cmd\t'cmd.exe: set'
nushell\t'Nushell'
dotenv\t'A line of a .env file'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l preset -d 'Start from what is known of a family of servers: exai, dhafnck, calculator' -r -f -a "exai\t''
dhafnck\t''
calculator\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l secret-from -d 'Where the key comes from: new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, `command:/PROGRAM ARGS`, or none' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l secret-encoding -d 'Decode the secret\'s text before it is used, or take it as it stands with `text`, as a new profile does' -r -f -a "text\t'As it stands'
hex\t'Hexadecimal digits'
base64\t'Base64'
base64url\t'Base64 for URLs, without padding'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -s A -l alg -d 'The algorithm; HS256 for a secret, the key\'s own for a key when left out' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l store -d 'Where the token is kept [default: the keychain, where one works]' -r -f -a "keychain\t'The keychain of the system'
file\t'An encrypted file'
none\t'Nowhere: a token is made anew at each call'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l service -d 'Keep the token under this service of the keychain, so that other programs find it' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l user -d 'The user of that service' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l url -d 'The server that the token is for' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l var -d 'The variable that a token goes into [default: the preset\'s where it is free, else <NAME>_JWT_TOKEN]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l header -d 'How the server is shown the token: bearer, basic, none, or the name of a header' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -s s -l sub -d 'Whom the token is for' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l name -d 'The name that people know the subject by' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -s i -l iss -d 'Who issues it' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -s a -l aud -d 'The server that is to accept it; repeated, it becomes a list' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l client-id -d 'The OAuth client' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l scope -d 'A scope; repeat it for more' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l scope-claim -d 'The claim that scopes go into: `scope` as one string, the others as lists' -r -f -a "scope\t''
scopes\t''
scp\t''
permissions\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l quota -d 'How many requests it allows' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l role -d 'A role; repeated, it becomes a list' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -s P -l claim -d 'A further claim: NAME=TEXT or NAME:=JSON' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l unset -d 'Take back what is said of a claim: its value, or --no-jti, or --no-iat; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l ttl -d 'How long a new token lives [default: 24h]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l min-ttl -d 'The life that a token should have when it is handed out [default: 1h, or half of --ttl]' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l backdate -d 'Set `iat` back, for a server whose clock is behind' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l demand-iss -d 'Accept tokens of this issuer, instead of the one in --iss; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l demand-aud -d 'Accept tokens for this audience, instead of the one in --aud; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l demand-sub -d 'Accept tokens of this subject only' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l demand-scope -d 'A scope that the token must have; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l demand-role -d 'A role that the token must have; may be repeated' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l typ -d 'The media type, as in `at+jwt`: of the tokens that are made too' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l require -d 'Claims that must be there' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l min-quota -d 'The smallest `quota` that will do' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l demand-min-ttl -d 'How much life must be left' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l max-age -d 'How long ago `iat` may be' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l leeway -d 'How far the clocks may be apart' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l yes -d 'Ask nothing: the usual answer where no flag says otherwise'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l dry-run -d 'Show what would be done'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l no-jti -d 'Make tokens without `jti`'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l no-iat -d 'Make tokens without `iat`'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l any-aud -d 'Accept a token whatever audience it is for'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l allow-no-exp -d 'Accept a token without `exp`, until --require names it'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l project -d 'Look at the clients\' files of this project too, those above it that they read among them, and at its `.env` files' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l token -d 'The token, `-` for stdin, or @FILE' -r
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l token-env -d 'Read the token from this variable' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l profile -d 'Take the key and the demands of this profile, where no flag says otherwise' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l secret-file -d 'Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l secret-env -d 'Read the secret from this variable' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l env-file -d 'Read the variable of --secret-env from this .env file instead of the environment' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l secret-name -d 'Take a kept secret, by its name' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -s S -l secret -d 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l key -d 'Read a PEM, a JWK or a JWK set, told by its content' -r -F
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l secret-encoding -d 'Decode the secret\'s text before it is used; without this the text itself is the secret' -r -f -a "hex\t'Hexadecimal digits'
base64\t'Base64'
base64url\t'Base64 for URLs, without padding'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -s A -l alg -d 'The algorithm that the servers are set to; HS256 for a secret, the key\'s own for a key when left out' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
EdDSA\t''"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -s i -l iss -d 'The issuer; repeated, any of them will do' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -s a -l aud -d 'The audience that the server is; repeated, any of them will do' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l scope -d 'A scope that the token must have; repeated, every one of them' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l now -d 'Judge as if it were this instant' -r -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -s o -l output -d 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab' -r -f -a "text\t'For people'
json\t'One JSON object'
token\t'The token alone'
header\t'A line for HTTP: Authorization, Bearer and the token'
headers-json\t'The same as a JSON object, on one line'
env\t'A line that sets a variable, for the shell of --shell'
github\t'GitHub Actions: the mask on stdout, the variable in the file that GITHUB_ENV names'
gitlab\t'GitLab CI: a line of a dotenv report'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l color -d 'When to use colour' -r -f -a "auto\t'When the stream is a terminal and `NO_COLOR` is not set'
always\t'Always'
never\t'Never'"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l allow-weak-secret -d 'Accept a secret that is too short for its algorithm, or published somewhere'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l json -d 'The same as --output json'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -l no-input -d 'Ask nothing: end with exit code 8 where an answer is needed'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -s q -l quiet -d 'Say nothing but the answer and errors'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -s v -l verbose -d 'Say what was decided and where a value came from'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
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
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "secret" -d 'Make, keep and rotate signing secrets'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "key" -d 'Make key pairs and hand out their public half'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "encode" -d 'Make a token from claims and a key'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "decode" -d 'Show what a token says, without trusting it'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "verify" -d 'Check a token\'s signature and claims'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "refresh" -d 'Renew a token: same claims, new life'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "get" -d 'Print a token that has life left'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "exec" -d 'Run a program with a fresh token in its environment'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "store" -d 'Keep a token that was issued elsewhere'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "list" -d 'Tell what is kept for each profile, where, and how long it is good'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "remove" -d 'Forget the kept token of a profile'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "profile" -d 'Say who a token is for, how it is made and where it is kept'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "client" -d 'Connect MCP clients with a configuration that refers to a token'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "setup" -d 'Connect to an MCP server that asks for a token'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "doctor" -d 'Look for what is wrong with stores, clients and secrets, or with one token'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "completions" -d 'Print the completions of a shell'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "man" -d 'Print a manual page'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "exit-codes"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "environment"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "reasons"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions man exit-codes environment reasons ci" -f -a "ci"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "new" -d 'Make a random secret'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "set" -d 'Keep a secret under a name'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "show" -d 'Show what is known of a kept secret, or the secret itself'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "list" -d 'Tell which secrets are kept, where, and how old they are'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "remove" -d 'Forget a kept secret with all of its versions'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "rotate" -d 'Replace a kept secret in two steps'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from secret" -f -a "revoke" -d 'End the grace of old secrets, or drop the next one'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "new" -d 'Make a key pair'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "public" -d 'Print the public half of a key'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "set" -d 'Make a profile, or change what is said of it'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "show" -d 'Show what is said of a profile'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "remove" -d 'Forget a profile and its kept token'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "import" -d 'Make a profile of what is there already'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from client" -f -a "list" -d 'Tell which servers each client knows, and how it comes by the token'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from client" -f -a "print" -d 'Print what connects a client, to be pasted'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from client" -f -a "install" -d 'Put the entry into the client\'s own file'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from client" -f -a "remove" -d 'Take an entry out of the client\'s own file'
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from new" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from set" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from show" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from list" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from remove" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from rotate" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand secret; and __fish_seen_subcommand_from revoke" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand key; and __fish_seen_subcommand_from new" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand get" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand list" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand remove" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from set" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from show" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from remove" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand profile; and __fish_seen_subcommand_from import" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from list" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from print; and not __fish_seen_subcommand_from claude-code claude-desktop cursor vscode visual-studio windsurf windsurf-jetbrains antigravity kiro kiro-cli amazon-q cline cline-cli roo zed gemini qwen codex grok kimi opencode kilo fx copilot-cli junie lm-studio warp crush jetbrains trae trae-cli continue continue-json goose curl python javascript" -a "claude-code claude-desktop cursor vscode visual-studio windsurf windsurf-jetbrains antigravity kiro kiro-cli amazon-q cline cline-cli roo zed gemini qwen codex grok kimi opencode kilo fx copilot-cli junie lm-studio warp crush jetbrains trae trae-cli continue continue-json goose curl python javascript"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from install; and not __fish_seen_subcommand_from claude-code claude-desktop cursor vscode visual-studio windsurf windsurf-jetbrains antigravity kiro kiro-cli amazon-q cline cline-cli roo zed gemini qwen codex grok kimi opencode kilo fx copilot-cli junie lm-studio warp crush" -a "claude-code claude-desktop cursor vscode visual-studio windsurf windsurf-jetbrains antigravity kiro kiro-cli amazon-q cline cline-cli roo zed gemini qwen codex grok kimi opencode kilo fx copilot-cli junie lm-studio warp crush"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from remove" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand client; and __fish_seen_subcommand_from remove; and not __fish_seen_subcommand_from claude-code claude-desktop cursor vscode visual-studio windsurf windsurf-jetbrains antigravity kiro kiro-cli amazon-q cline cline-cli roo zed gemini qwen codex grok kimi opencode kilo fx copilot-cli junie lm-studio warp crush" -a "claude-code claude-desktop cursor vscode visual-studio windsurf windsurf-jetbrains antigravity kiro kiro-cli amazon-q cline cline-cli roo zed gemini qwen codex grok kimi opencode kilo fx copilot-cli junie lm-studio warp crush"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand setup" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand doctor" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand completions" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand completions; and not __fish_seen_subcommand_from bash zsh fish powershell elvish nushell" -a "bash zsh fish powershell elvish nushell"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand man" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand man; and not __fish_seen_subcommand_from secret key encode decode verify refresh get exec store list remove profile client setup doctor completions help" -a "secret key encode decode verify refresh get exec store list remove profile client setup doctor completions help"
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from encode" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from decode" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from verify" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from refresh" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from get" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from exec" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from store" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from list" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from remove" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from setup" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from doctor" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from completions" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from man" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from exit-codes" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from environment" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from reasons" -f
complete -c mcp-token -n "__fish_mcp_token_using_subcommand help; and __fish_seen_subcommand_from ci" -f
