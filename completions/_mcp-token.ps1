
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'mcp-token' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'mcp-token'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'mcp-token' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'Make, keep and rotate signing secrets')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'Make key pairs and hand out their public half')
            [CompletionResult]::new('encode', 'encode', [CompletionResultType]::ParameterValue, 'Make a token from claims and a key')
            [CompletionResult]::new('decode', 'decode', [CompletionResultType]::ParameterValue, 'Show what a token says, without trusting it')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check a token''s signature and claims')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Renew a token: same claims, new life')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print a token that has life left')
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a program with a fresh token in its environment')
            [CompletionResult]::new('store', 'store', [CompletionResultType]::ParameterValue, 'Keep a token that was issued elsewhere')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Tell what is kept for each profile, where, and how long it is good')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget the kept token of a profile')
            [CompletionResult]::new('profile', 'profile', [CompletionResultType]::ParameterValue, 'Say who a token is for, how it is made and where it is kept')
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'Connect MCP clients with a configuration that refers to a token')
            [CompletionResult]::new('setup', 'setup', [CompletionResultType]::ParameterValue, 'Connect to an MCP server that asks for a token')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look for what is wrong with stores, clients and secrets, or with one token')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Show the help of a command or a topic')
            break
        }
        'mcp-token;secret' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a random secret')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Keep a secret under a name')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what is known of a kept secret, or the secret itself')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Tell which secrets are kept, where, and how old they are')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget a kept secret with all of its versions')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace a kept secret in two steps')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'End the grace of old secrets, or drop the next one')
            break
        }
        'mcp-token;secret;new' {
            [CompletionResult]::new('--bits', '--bits', [CompletionResultType]::ParameterName, 'How large: 256 for HS256, 384 for HS384, 512 for HS512')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'How it is written')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'How many, one a line')
            [CompletionResult]::new('--env-file', '--env-file', [CompletionResultType]::ParameterName, 'Write it into this .env file instead of printing it')
            [CompletionResult]::new('--shell', '--shell', [CompletionResultType]::ParameterName, 'The shell that `-o env` writes for [default: posix]')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'The variable in the .env file, or that `-o env`, `github` and `gitlab` set [default: JWT_SECRET]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the value that the variable has in the .env file')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change in the .env file, with values masked')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;secret;set' {
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where it is kept')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline')
            [CompletionResult]::new('--passphrase-from', '--passphrase-from', [CompletionResultType]::ParameterName, 'Open encrypted files with a passphrase from file:PATH, `command:/PROGRAM ARGS` or prompt, or with the random key in a file of ours, key-file; for all encrypted files, and before there are any')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--allow-weak-secret', '--allow-weak-secret', [CompletionResultType]::ParameterName, 'Accept a secret that is too short for HS256 or a JWT, as an API key may be, or published somewhere')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;secret;show' {
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Which version to print, by its kid; the one that is signed with when left out')
            [CompletionResult]::new('--shell', '--shell', [CompletionResultType]::ParameterName, 'The shell that `-o env` writes for [default: posix]')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'The variable that `-o env`, `github` and `gitlab` set')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Print the secret that is signed with now')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;secret;list' {
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'The age from which on a secret should be replaced')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Exit with 4 when one is older than --max-age, or its record cannot be read')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;secret;remove' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;secret;rotate' {
            [CompletionResult]::new('--grace', '--grace', [CompletionResultType]::ParameterName, 'How long the old secret goes on verifying, 0s to revoke it at once [default: the longest --ttl of its profiles and their leeway]')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Take the next secret from a file, or from stdin with `-`, instead of making one')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--activate', '--activate', [CompletionResultType]::ParameterName, 'Sign with the next secret from now on')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Do both steps at once')
            [CompletionResult]::new('--allow-weak-secret', '--allow-weak-secret', [CompletionResultType]::ParameterName, 'Accept a secret that is too short for HS256 or a JWT, as an API key may be, or published somewhere')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;secret;revoke' {
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'Which one, by its kid; every previous one when left out')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;key' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a key pair')
            [CompletionResult]::new('public', 'public', [CompletionResultType]::ParameterValue, 'Print the public half of a key')
            break
        }
        'mcp-token;key;new' {
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'What it is to sign with: RS256-512, PS256-512, ES256, ES384, ES512, EdDSA')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'What it is to sign with: RS256-512, PS256-512, ES256, ES384, ES512, EdDSA')
            [CompletionResult]::new('--bits', '--bits', [CompletionResultType]::ParameterName, 'The size of an RSA key')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'PEM (PKCS#8) or JWK')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to write it; the file must not exist')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--print', '--print', [CompletionResultType]::ParameterName, 'Print it even on a terminal')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;key;public' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'As what')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'The algorithm that the JWK names; the key''s own when left out')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'The algorithm that the JWK names; the key''s own when left out')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The name that the JWK has; the key''s own, else its thumbprint, when left out')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'The name that the JWK has; the key''s own, else its thumbprint, when left out')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;encode' {
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline')
            [CompletionResult]::new('--secret-env', '--secret-env', [CompletionResultType]::ParameterName, 'Read the secret from this variable')
            [CompletionResult]::new('--env-file', '--env-file', [CompletionResultType]::ParameterName, 'Read the variable of --secret-env from this .env file instead of the environment')
            [CompletionResult]::new('--secret-name', '--secret-name', [CompletionResultType]::ParameterName, 'Take a kept secret, by its name')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Read a PEM, a JWK or a JWK set, told by its content')
            [CompletionResult]::new('--secret-encoding', '--secret-encoding', [CompletionResultType]::ParameterName, 'Decode the secret''s text before it is used; without this the text itself is the secret')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'The algorithm; HS256 for a secret, the key''s own for a key when left out')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'The algorithm; HS256 for a secret, the key''s own for a key when left out')
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'The name of the key; for a key pair its thumbprint when left out')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'The name of the key; for a key pair its thumbprint when left out')
            [CompletionResult]::new('-t', '-t', [CompletionResultType]::ParameterName, 'The media type [default: JWT]')
            [CompletionResult]::new('--typ', '--typ', [CompletionResultType]::ParameterName, 'The media type [default: JWT]')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A further parameter: NAME=TEXT or NAME:=JSON')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Whom the token is for')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Whom the token is for')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The name that people know the subject by')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Who issues it')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Who issues it')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'The server that is to accept it; repeated, it becomes a list')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'The server that is to accept it; repeated, it becomes a list')
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The OAuth client')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'A scope; repeat it for more')
            [CompletionResult]::new('--scope-claim', '--scope-claim', [CompletionResultType]::ParameterName, 'The claim that scopes go into: `scope` as one string, the others as lists')
            [CompletionResult]::new('--quota', '--quota', [CompletionResultType]::ParameterName, 'How many requests it allows')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'A role; repeated, it becomes a list')
            [CompletionResult]::new('-P', '-P ', [CompletionResultType]::ParameterName, 'A further claim: NAME=TEXT or NAME:=JSON')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'A further claim: NAME=TEXT or NAME:=JSON')
            [CompletionResult]::new('--jti', '--jti', [CompletionResultType]::ParameterName, 'The identifier of the token')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long it lives [default: 24h]')
            [CompletionResult]::new('-e', '-e', [CompletionResultType]::ParameterName, 'When it expires')
            [CompletionResult]::new('--exp', '--exp', [CompletionResultType]::ParameterName, 'When it expires')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'When it begins to be valid')
            [CompletionResult]::new('--nbf', '--nbf', [CompletionResultType]::ParameterName, 'When it begins to be valid')
            [CompletionResult]::new('--backdate', '--backdate', [CompletionResultType]::ParameterName, 'Set `iat` back, for a server whose clock is behind')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge as if it were this instant')
            [CompletionResult]::new('--shell', '--shell', [CompletionResultType]::ParameterName, 'The shell that `-o env` writes for [default: posix]')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'The variable that `-o env`, `github` and `gitlab` set')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'How many threads [default: one for each processor]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--allow-weak-secret', '--allow-weak-secret', [CompletionResultType]::ParameterName, 'Accept a secret that is too short for its algorithm, or published somewhere')
            [CompletionResult]::new('--no-typ', '--no-typ', [CompletionResultType]::ParameterName, 'Leave `typ` out')
            [CompletionResult]::new('--no-jti', '--no-jti', [CompletionResultType]::ParameterName, 'Add no `jti`')
            [CompletionResult]::new('--no-exp', '--no-exp', [CompletionResultType]::ParameterName, 'Let it live for ever')
            [CompletionResult]::new('--no-iat', '--no-iat', [CompletionResultType]::ParameterName, 'Add no `iat`')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Work on every line of stdin, or of @FILE: one JSON object a line as the answer, with `-o token` the token itself; the key is read once, before the first')
            [CompletionResult]::new('--summary', '--summary', [CompletionResultType]::ParameterName, 'End with counts of the reasons, and of the subjects and keys of all rightly signed tokens; memory grows with every different one')
            [CompletionResult]::new('--fail-fast', '--fail-fast', [CompletionResultType]::ParameterName, 'Stop at the first line that is not good')
            [CompletionResult]::new('--report-only', '--report-only', [CompletionResultType]::ParameterName, 'Exit with 0 however the lines are judged')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;decode' {
            [CompletionResult]::new('--token-env', '--token-env', [CompletionResultType]::ParameterName, 'Read the token from this variable')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'Print the value of this claim alone')
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Print this part alone, as JSON')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge as if it were this instant')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;verify' {
            [CompletionResult]::new('--token-env', '--token-env', [CompletionResultType]::ParameterName, 'Read the token from this variable')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Take the key and the demands of this profile, where no flag says otherwise')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline')
            [CompletionResult]::new('--secret-env', '--secret-env', [CompletionResultType]::ParameterName, 'Read the secret from this variable')
            [CompletionResult]::new('--env-file', '--env-file', [CompletionResultType]::ParameterName, 'Read the variable of --secret-env from this .env file instead of the environment')
            [CompletionResult]::new('--secret-name', '--secret-name', [CompletionResultType]::ParameterName, 'Take a kept secret, by its name')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Read a PEM, a JWK or a JWK set, told by its content')
            [CompletionResult]::new('--secret-encoding', '--secret-encoding', [CompletionResultType]::ParameterName, 'Decode the secret''s text before it is used; without this the text itself is the secret')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'An algorithm that a token may have been signed with; repeated, any of them will do')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'An algorithm that a token may have been signed with; repeated, any of them will do')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Accept tokens of this issuer; repeated, any of them will do')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Accept tokens of this issuer; repeated, any of them will do')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Accept tokens for this audience; repeated, any of them will do')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Accept tokens for this audience; repeated, any of them will do')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Accept tokens of this subject only')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Accept tokens of this subject only')
            [CompletionResult]::new('--typ', '--typ', [CompletionResultType]::ParameterName, 'Accept tokens of this media type only, as in `at+jwt`')
            [CompletionResult]::new('--require', '--require', [CompletionResultType]::ParameterName, 'Claims that must be there')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'A scope that the token must have; repeated, every one of them')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'A role that the token must have; repeated, every one of them')
            [CompletionResult]::new('--min-quota', '--min-quota', [CompletionResultType]::ParameterName, 'The smallest `quota` that will do')
            [CompletionResult]::new('--min-ttl', '--min-ttl', [CompletionResultType]::ParameterName, 'How much life must be left')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'How long ago `iat` may be')
            [CompletionResult]::new('--leeway', '--leeway', [CompletionResultType]::ParameterName, 'How far the clocks may be apart [default: 0s]')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge as if it were this instant')
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'How many threads [default: one for each processor]')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'Show this claim of each good token; repeat it for more')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--allow-weak-secret', '--allow-weak-secret', [CompletionResultType]::ParameterName, 'Accept a secret that is too short for its algorithm, or published somewhere')
            [CompletionResult]::new('--any-aud', '--any-aud', [CompletionResultType]::ParameterName, 'Accept a token whatever audience it is for')
            [CompletionResult]::new('--allow-no-exp', '--allow-no-exp', [CompletionResultType]::ParameterName, 'Accept a token without `exp`')
            [CompletionResult]::new('--show-untrusted', '--show-untrusted', [CompletionResultType]::ParameterName, 'Show the claims of a refused token too')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Work on every line of stdin, or of @FILE: one JSON object a line as the answer, with `-o token` the token itself; the key is read once, before the first')
            [CompletionResult]::new('--summary', '--summary', [CompletionResultType]::ParameterName, 'End with counts of the reasons, and of the subjects and keys of all rightly signed tokens; memory grows with every different one')
            [CompletionResult]::new('--fail-fast', '--fail-fast', [CompletionResultType]::ParameterName, 'Stop at the first line that is not good')
            [CompletionResult]::new('--report-only', '--report-only', [CompletionResultType]::ParameterName, 'Exit with 0 however the lines are judged')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;refresh' {
            [CompletionResult]::new('--token-env', '--token-env', [CompletionResultType]::ParameterName, 'Read the token from this variable')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Take the key and the demands of this profile, where no flag says otherwise')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline')
            [CompletionResult]::new('--secret-env', '--secret-env', [CompletionResultType]::ParameterName, 'Read the secret from this variable')
            [CompletionResult]::new('--env-file', '--env-file', [CompletionResultType]::ParameterName, 'Read the variable of --secret-env from this .env file instead of the environment')
            [CompletionResult]::new('--secret-name', '--secret-name', [CompletionResultType]::ParameterName, 'Take a kept secret, by its name')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Read a PEM, a JWK or a JWK set, told by its content')
            [CompletionResult]::new('--secret-encoding', '--secret-encoding', [CompletionResultType]::ParameterName, 'Decode the secret''s text before it is used; without this the text itself is the secret')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'The algorithm; HS256 for a secret, the key''s own for a key when left out')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'The algorithm; HS256 for a secret, the key''s own for a key when left out')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Accept tokens of this issuer; repeated, any of them will do')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Accept tokens of this issuer; repeated, any of them will do')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'Accept tokens for this audience; repeated, any of them will do')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Accept tokens for this audience; repeated, any of them will do')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Accept tokens of this subject only')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Accept tokens of this subject only')
            [CompletionResult]::new('--typ', '--typ', [CompletionResultType]::ParameterName, 'Accept tokens of this media type only, as in `at+jwt`')
            [CompletionResult]::new('--require', '--require', [CompletionResultType]::ParameterName, 'Claims that must be there')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'A scope that the token must have; repeated, every one of them')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'A role that the token must have; repeated, every one of them')
            [CompletionResult]::new('--min-quota', '--min-quota', [CompletionResultType]::ParameterName, 'The smallest `quota` that will do')
            [CompletionResult]::new('--min-ttl', '--min-ttl', [CompletionResultType]::ParameterName, 'How much life must be left')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'How long ago `iat` may be')
            [CompletionResult]::new('--leeway', '--leeway', [CompletionResultType]::ParameterName, 'How far the clocks may be apart [default: 0s]')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the new token lives; as long as the old one when left out')
            [CompletionResult]::new('--within', '--within', [CompletionResultType]::ParameterName, 'Print the old token as long as it has more life left than this and --set asks for nothing new')
            [CompletionResult]::new('--max-expired', '--max-expired', [CompletionResultType]::ParameterName, 'How long ago the old token may have expired')
            [CompletionResult]::new('--backdate', '--backdate', [CompletionResultType]::ParameterName, 'Set `iat` back, for a server whose clock is behind')
            [CompletionResult]::new('--set', '--set', [CompletionResultType]::ParameterName, 'Give a claim a new value: NAME=TEXT or NAME:=JSON; its old value is not judged')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge as if it were this instant')
            [CompletionResult]::new('--shell', '--shell', [CompletionResultType]::ParameterName, 'The shell that `-o env` writes for [default: posix]')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'The variable that `-o env`, `github` and `gitlab` set')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--allow-weak-secret', '--allow-weak-secret', [CompletionResultType]::ParameterName, 'Accept a secret that is too short for its algorithm, or published somewhere')
            [CompletionResult]::new('--any-aud', '--any-aud', [CompletionResultType]::ParameterName, 'Accept a token whatever audience it is for')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;get' {
            [CompletionResult]::new('--min-ttl', '--min-ttl', [CompletionResultType]::ParameterName, 'The life that it must have left; without this a shorter one will do when no better can be had')
            [CompletionResult]::new('--shell', '--shell', [CompletionResultType]::ParameterName, 'The shell that `-o env` writes for [default: posix]')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'The variable that `-o env`, `github` and `gitlab` set')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-refresh', '--no-refresh', [CompletionResultType]::ParameterName, 'Make no new token: print the kept one or nothing')
            [CompletionResult]::new('--force-new', '--force-new', [CompletionResultType]::ParameterName, 'Make a new token, whatever is kept')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;exec' {
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'The variable that the token goes into; the profile''s when left out')
            [CompletionResult]::new('--header-var', '--header-var', [CompletionResultType]::ParameterName, 'The variable that the value of the header goes into, as in `Bearer ...`')
            [CompletionResult]::new('--secret-var', '--secret-var', [CompletionResultType]::ParameterName, 'Put a kept secret into a variable, for a server that needs it; may be repeated')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'How long the program will need the token: a shorter one is warned of')
            [CompletionResult]::new('--min-ttl', '--min-ttl', [CompletionResultType]::ParameterName, 'The life that it must have left; without this a shorter one will do when no better can be had')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-token', '--no-token', [CompletionResultType]::ParameterName, 'Hand on kept secrets only: no profile, no token')
            [CompletionResult]::new('--nested', '--nested', [CompletionResultType]::ParameterName, 'Run inside a program that was itself run by `mcp-token exec`')
            [CompletionResult]::new('--no-refresh', '--no-refresh', [CompletionResultType]::ParameterName, 'Make no new token: print the kept one or nothing')
            [CompletionResult]::new('--force-new', '--force-new', [CompletionResultType]::ParameterName, 'Make a new token, whatever is kept')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;store' {
            [CompletionResult]::new('--token-env', '--token-env', [CompletionResultType]::ParameterName, 'Read the token from this variable')
            [CompletionResult]::new('--exp', '--exp', [CompletionResultType]::ParameterName, 'When it expires, for a token that does not say it')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--opaque', '--opaque', [CompletionResultType]::ParameterName, 'Take any text, not only a JWT')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;list' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;remove' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;profile' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Make a profile, or change what is said of it')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what is said of a profile')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget a profile and its kept token')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Make a profile of what is there already')
            break
        }
        'mcp-token;profile;set' {
            [CompletionResult]::new('--preset', '--preset', [CompletionResultType]::ParameterName, 'Start from what is known of a family of servers: exai, dhafnck, calculator')
            [CompletionResult]::new('--secret-from', '--secret-from', [CompletionResultType]::ParameterName, 'Where the key comes from: new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, `command:/PROGRAM ARGS`, or none')
            [CompletionResult]::new('--secret-encoding', '--secret-encoding', [CompletionResultType]::ParameterName, 'Decode the secret''s text before it is used, or take it as it stands with `text`, as a new profile does')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'The algorithm; HS256 for a secret, the key''s own for a key when left out')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'The algorithm; HS256 for a secret, the key''s own for a key when left out')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where the token is kept [default: the keychain, where one works]')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Keep the token under this service of the keychain, so that other programs find it')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user of that service')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server that the token is for')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'The variable that a token goes into [default: the preset''s where it is free, else <NAME>_JWT_TOKEN]')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'How the server is shown the token: bearer, basic, none, or the name of a header')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Whom the token is for')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Whom the token is for')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The name that people know the subject by')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Who issues it')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Who issues it')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'The server that is to accept it; repeated, it becomes a list')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'The server that is to accept it; repeated, it becomes a list')
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The OAuth client')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'A scope; repeat it for more')
            [CompletionResult]::new('--scope-claim', '--scope-claim', [CompletionResultType]::ParameterName, 'The claim that scopes go into: `scope` as one string, the others as lists')
            [CompletionResult]::new('--quota', '--quota', [CompletionResultType]::ParameterName, 'How many requests it allows')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'A role; repeated, it becomes a list')
            [CompletionResult]::new('-P', '-P ', [CompletionResultType]::ParameterName, 'A further claim: NAME=TEXT or NAME:=JSON')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'A further claim: NAME=TEXT or NAME:=JSON')
            [CompletionResult]::new('--unset', '--unset', [CompletionResultType]::ParameterName, 'Take back what is said of a claim: its value, or --no-jti, or --no-iat; may be repeated')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long a new token lives [default: 24h]')
            [CompletionResult]::new('--min-ttl', '--min-ttl', [CompletionResultType]::ParameterName, 'The life that a token should have when it is handed out [default: 1h, or half of --ttl]')
            [CompletionResult]::new('--backdate', '--backdate', [CompletionResultType]::ParameterName, 'Set `iat` back, for a server whose clock is behind')
            [CompletionResult]::new('--demand-iss', '--demand-iss', [CompletionResultType]::ParameterName, 'Accept tokens of this issuer, instead of the one in --iss; may be repeated')
            [CompletionResult]::new('--demand-aud', '--demand-aud', [CompletionResultType]::ParameterName, 'Accept tokens for this audience, instead of the one in --aud; may be repeated')
            [CompletionResult]::new('--demand-sub', '--demand-sub', [CompletionResultType]::ParameterName, 'Accept tokens of this subject only')
            [CompletionResult]::new('--demand-scope', '--demand-scope', [CompletionResultType]::ParameterName, 'A scope that the token must have; may be repeated')
            [CompletionResult]::new('--demand-role', '--demand-role', [CompletionResultType]::ParameterName, 'A role that the token must have; may be repeated')
            [CompletionResult]::new('--typ', '--typ', [CompletionResultType]::ParameterName, 'The media type, as in `at+jwt`: of the tokens that are made too')
            [CompletionResult]::new('--require', '--require', [CompletionResultType]::ParameterName, 'Claims that must be there')
            [CompletionResult]::new('--min-quota', '--min-quota', [CompletionResultType]::ParameterName, 'The smallest `quota` that will do')
            [CompletionResult]::new('--demand-min-ttl', '--demand-min-ttl', [CompletionResultType]::ParameterName, 'How much life must be left')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'How long ago `iat` may be')
            [CompletionResult]::new('--leeway', '--leeway', [CompletionResultType]::ParameterName, 'How far the clocks may be apart')
            [CompletionResult]::new('--passphrase-from', '--passphrase-from', [CompletionResultType]::ParameterName, 'Open encrypted files with a passphrase from file:PATH, `command:/PROGRAM ARGS` or prompt, or with the random key in a file of ours, key-file; for all encrypted files, and before there are any')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-jti', '--no-jti', [CompletionResultType]::ParameterName, 'Make tokens without `jti`')
            [CompletionResult]::new('--no-iat', '--no-iat', [CompletionResultType]::ParameterName, 'Make tokens without `iat`')
            [CompletionResult]::new('--any-aud', '--any-aud', [CompletionResultType]::ParameterName, 'Accept a token whatever audience it is for')
            [CompletionResult]::new('--allow-no-exp', '--allow-no-exp', [CompletionResultType]::ParameterName, 'Accept a token without `exp`, until --require names it')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;profile;show' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;profile;remove' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;profile;import' {
            [CompletionResult]::new('--env-file', '--env-file', [CompletionResultType]::ParameterName, 'Take the secret from this .env file')
            [CompletionResult]::new('--secret-var', '--secret-var', [CompletionResultType]::ParameterName, 'The variable in the .env file')
            [CompletionResult]::new('--keychain', '--keychain', [CompletionResultType]::ParameterName, 'Take the token or the secret from this service of the keychain, as in exai-mcp/jwt_token')
            [CompletionResult]::new('--preset', '--preset', [CompletionResultType]::ParameterName, 'Start from what is known of a family of servers: exai, dhafnck, calculator')
            [CompletionResult]::new('--secret-encoding', '--secret-encoding', [CompletionResultType]::ParameterName, 'Decode the secret''s text before it is used, or take it as it stands with `text`, as a new profile does')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'The algorithm; HS256 for a secret, the key''s own for a key when left out')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'The algorithm; HS256 for a secret, the key''s own for a key when left out')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where the token is kept [default: the keychain, where one works]')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Keep the token under this service of the keychain, so that other programs find it')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user of that service')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server that the token is for')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'The variable that a token goes into [default: the preset''s where it is free, else <NAME>_JWT_TOKEN]')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'How the server is shown the token: bearer, basic, none, or the name of a header')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Whom the token is for')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Whom the token is for')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The name that people know the subject by')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Who issues it')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Who issues it')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'The server that is to accept it; repeated, it becomes a list')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'The server that is to accept it; repeated, it becomes a list')
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The OAuth client')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'A scope; repeat it for more')
            [CompletionResult]::new('--scope-claim', '--scope-claim', [CompletionResultType]::ParameterName, 'The claim that scopes go into: `scope` as one string, the others as lists')
            [CompletionResult]::new('--quota', '--quota', [CompletionResultType]::ParameterName, 'How many requests it allows')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'A role; repeated, it becomes a list')
            [CompletionResult]::new('-P', '-P ', [CompletionResultType]::ParameterName, 'A further claim: NAME=TEXT or NAME:=JSON')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'A further claim: NAME=TEXT or NAME:=JSON')
            [CompletionResult]::new('--unset', '--unset', [CompletionResultType]::ParameterName, 'Take back what is said of a claim: its value, or --no-jti, or --no-iat; may be repeated')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long a new token lives [default: 24h]')
            [CompletionResult]::new('--min-ttl', '--min-ttl', [CompletionResultType]::ParameterName, 'The life that a token should have when it is handed out [default: 1h, or half of --ttl]')
            [CompletionResult]::new('--backdate', '--backdate', [CompletionResultType]::ParameterName, 'Set `iat` back, for a server whose clock is behind')
            [CompletionResult]::new('--demand-iss', '--demand-iss', [CompletionResultType]::ParameterName, 'Accept tokens of this issuer, instead of the one in --iss; may be repeated')
            [CompletionResult]::new('--demand-aud', '--demand-aud', [CompletionResultType]::ParameterName, 'Accept tokens for this audience, instead of the one in --aud; may be repeated')
            [CompletionResult]::new('--demand-sub', '--demand-sub', [CompletionResultType]::ParameterName, 'Accept tokens of this subject only')
            [CompletionResult]::new('--demand-scope', '--demand-scope', [CompletionResultType]::ParameterName, 'A scope that the token must have; may be repeated')
            [CompletionResult]::new('--demand-role', '--demand-role', [CompletionResultType]::ParameterName, 'A role that the token must have; may be repeated')
            [CompletionResult]::new('--typ', '--typ', [CompletionResultType]::ParameterName, 'The media type, as in `at+jwt`: of the tokens that are made too')
            [CompletionResult]::new('--require', '--require', [CompletionResultType]::ParameterName, 'Claims that must be there')
            [CompletionResult]::new('--min-quota', '--min-quota', [CompletionResultType]::ParameterName, 'The smallest `quota` that will do')
            [CompletionResult]::new('--demand-min-ttl', '--demand-min-ttl', [CompletionResultType]::ParameterName, 'How much life must be left')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'How long ago `iat` may be')
            [CompletionResult]::new('--leeway', '--leeway', [CompletionResultType]::ParameterName, 'How far the clocks may be apart')
            [CompletionResult]::new('--secret-from', '--secret-from', [CompletionResultType]::ParameterName, 'Where the key comes from: new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, `command:/PROGRAM ARGS`, or none')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--opaque', '--opaque', [CompletionResultType]::ParameterName, 'Take a token of any form, not only a JWT')
            [CompletionResult]::new('--allow-weak-secret', '--allow-weak-secret', [CompletionResultType]::ParameterName, 'Accept a secret that is too short for HS256 or a JWT, as an API key may be, or published somewhere')
            [CompletionResult]::new('--no-jti', '--no-jti', [CompletionResultType]::ParameterName, 'Make tokens without `jti`')
            [CompletionResult]::new('--no-iat', '--no-iat', [CompletionResultType]::ParameterName, 'Make tokens without `iat`')
            [CompletionResult]::new('--any-aud', '--any-aud', [CompletionResultType]::ParameterName, 'Accept a token whatever audience it is for')
            [CompletionResult]::new('--allow-no-exp', '--allow-no-exp', [CompletionResultType]::ParameterName, 'Accept a token without `exp`, until --require names it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;client' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Tell which servers each client knows, and how it comes by the token')
            [CompletionResult]::new('print', 'print', [CompletionResultType]::ParameterValue, 'Print what connects a client, to be pasted')
            [CompletionResult]::new('install', 'install', [CompletionResultType]::ParameterValue, 'Put the entry into the client''s own file')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take an entry out of the client''s own file')
            break
        }
        'mcp-token;client;list' {
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'The file of the user, or of a project')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'The directory of the project, for --scope project [default: this one]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;client;print' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile whose token is used; for a server behind a URL the only one, or the one called `default`, when left out')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The name of the entry [default: the profile''s]')
            [CompletionResult]::new('--mode', '--mode', [CompletionResultType]::ParameterName, 'How the entry comes by the token; the safest that the client reads when left out')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server, when it is not the profile''s')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A header field that is sent as it stands; may be repeated')
            [CompletionResult]::new('--command', '--command', [CompletionResultType]::ParameterName, 'The program that the client starts as a server')
            [CompletionResult]::new('--arg', '--arg', [CompletionResultType]::ParameterName, 'An argument of that program; may be repeated')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'A variable of that program: a value, or `${NAME}` and nothing else for another variable, which NAME alone is short for')
            [CompletionResult]::new('--secret-var', '--secret-var', [CompletionResultType]::ParameterName, 'Hand a kept secret to that program in a variable; may be repeated')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'The file of the user, or of a project')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'The directory of the project, for --scope project [default: this one]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;client;install' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile whose token is used; for a server behind a URL the only one, or the one called `default`, when left out')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The name of the entry [default: the profile''s]')
            [CompletionResult]::new('--mode', '--mode', [CompletionResultType]::ParameterName, 'How the entry comes by the token; the safest that the client reads when left out')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server, when it is not the profile''s')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A header field that is sent as it stands; may be repeated')
            [CompletionResult]::new('--command', '--command', [CompletionResultType]::ParameterName, 'The program that the client starts as a server')
            [CompletionResult]::new('--arg', '--arg', [CompletionResultType]::ParameterName, 'An argument of that program; may be repeated')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'A variable of that program: a value, or `${NAME}` and nothing else for another variable, which NAME alone is short for')
            [CompletionResult]::new('--secret-var', '--secret-var', [CompletionResultType]::ParameterName, 'Hand a kept secret to that program in a variable; may be repeated')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'The file of the user, or of a project')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'The directory of the project, for --scope project [default: this one]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;client;remove' {
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'The file of the user, or of a project')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'The directory of the project, for --scope project [default: this one]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;setup' {
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile to make [default: default; in the wizard the preset''s name]')
            [CompletionResult]::new('--client', '--client', [CompletionResultType]::ParameterName, 'Connect this MCP client; may be repeated')
            [CompletionResult]::new('--shell', '--shell', [CompletionResultType]::ParameterName, 'The shell that `-o env` writes for [default: posix]')
            [CompletionResult]::new('--preset', '--preset', [CompletionResultType]::ParameterName, 'Start from what is known of a family of servers: exai, dhafnck, calculator')
            [CompletionResult]::new('--secret-from', '--secret-from', [CompletionResultType]::ParameterName, 'Where the key comes from: new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, `command:/PROGRAM ARGS`, or none')
            [CompletionResult]::new('--secret-encoding', '--secret-encoding', [CompletionResultType]::ParameterName, 'Decode the secret''s text before it is used, or take it as it stands with `text`, as a new profile does')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'The algorithm; HS256 for a secret, the key''s own for a key when left out')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'The algorithm; HS256 for a secret, the key''s own for a key when left out')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where the token is kept [default: the keychain, where one works]')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Keep the token under this service of the keychain, so that other programs find it')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user of that service')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'The server that the token is for')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'The variable that a token goes into [default: the preset''s where it is free, else <NAME>_JWT_TOKEN]')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'How the server is shown the token: bearer, basic, none, or the name of a header')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Whom the token is for')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Whom the token is for')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The name that people know the subject by')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Who issues it')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Who issues it')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'The server that is to accept it; repeated, it becomes a list')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'The server that is to accept it; repeated, it becomes a list')
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The OAuth client')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'A scope; repeat it for more')
            [CompletionResult]::new('--scope-claim', '--scope-claim', [CompletionResultType]::ParameterName, 'The claim that scopes go into: `scope` as one string, the others as lists')
            [CompletionResult]::new('--quota', '--quota', [CompletionResultType]::ParameterName, 'How many requests it allows')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'A role; repeated, it becomes a list')
            [CompletionResult]::new('-P', '-P ', [CompletionResultType]::ParameterName, 'A further claim: NAME=TEXT or NAME:=JSON')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'A further claim: NAME=TEXT or NAME:=JSON')
            [CompletionResult]::new('--unset', '--unset', [CompletionResultType]::ParameterName, 'Take back what is said of a claim: its value, or --no-jti, or --no-iat; may be repeated')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long a new token lives [default: 24h]')
            [CompletionResult]::new('--min-ttl', '--min-ttl', [CompletionResultType]::ParameterName, 'The life that a token should have when it is handed out [default: 1h, or half of --ttl]')
            [CompletionResult]::new('--backdate', '--backdate', [CompletionResultType]::ParameterName, 'Set `iat` back, for a server whose clock is behind')
            [CompletionResult]::new('--demand-iss', '--demand-iss', [CompletionResultType]::ParameterName, 'Accept tokens of this issuer, instead of the one in --iss; may be repeated')
            [CompletionResult]::new('--demand-aud', '--demand-aud', [CompletionResultType]::ParameterName, 'Accept tokens for this audience, instead of the one in --aud; may be repeated')
            [CompletionResult]::new('--demand-sub', '--demand-sub', [CompletionResultType]::ParameterName, 'Accept tokens of this subject only')
            [CompletionResult]::new('--demand-scope', '--demand-scope', [CompletionResultType]::ParameterName, 'A scope that the token must have; may be repeated')
            [CompletionResult]::new('--demand-role', '--demand-role', [CompletionResultType]::ParameterName, 'A role that the token must have; may be repeated')
            [CompletionResult]::new('--typ', '--typ', [CompletionResultType]::ParameterName, 'The media type, as in `at+jwt`: of the tokens that are made too')
            [CompletionResult]::new('--require', '--require', [CompletionResultType]::ParameterName, 'Claims that must be there')
            [CompletionResult]::new('--min-quota', '--min-quota', [CompletionResultType]::ParameterName, 'The smallest `quota` that will do')
            [CompletionResult]::new('--demand-min-ttl', '--demand-min-ttl', [CompletionResultType]::ParameterName, 'How much life must be left')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'How long ago `iat` may be')
            [CompletionResult]::new('--leeway', '--leeway', [CompletionResultType]::ParameterName, 'How far the clocks may be apart')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Ask nothing: the usual answer where no flag says otherwise')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('--no-jti', '--no-jti', [CompletionResultType]::ParameterName, 'Make tokens without `jti`')
            [CompletionResult]::new('--no-iat', '--no-iat', [CompletionResultType]::ParameterName, 'Make tokens without `iat`')
            [CompletionResult]::new('--any-aud', '--any-aud', [CompletionResultType]::ParameterName, 'Accept a token whatever audience it is for')
            [CompletionResult]::new('--allow-no-exp', '--allow-no-exp', [CompletionResultType]::ParameterName, 'Accept a token without `exp`, until --require names it')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;doctor' {
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Look at the clients'' files of this project too, those above it that they read among them, and at its `.env` files')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token, `-` for stdin, or @FILE')
            [CompletionResult]::new('--token-env', '--token-env', [CompletionResultType]::ParameterName, 'Read the token from this variable')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Take the key and the demands of this profile, where no flag says otherwise')
            [CompletionResult]::new('--secret-file', '--secret-file', [CompletionResultType]::ParameterName, 'Read the secret from a file, or from stdin with `-`; its text as it stands, less one final newline')
            [CompletionResult]::new('--secret-env', '--secret-env', [CompletionResultType]::ParameterName, 'Read the secret from this variable')
            [CompletionResult]::new('--env-file', '--env-file', [CompletionResultType]::ParameterName, 'Read the variable of --secret-env from this .env file instead of the environment')
            [CompletionResult]::new('--secret-name', '--secret-name', [CompletionResultType]::ParameterName, 'Take a kept secret, by its name')
            [CompletionResult]::new('-S', '-S ', [CompletionResultType]::ParameterName, 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'The secret itself: for compatibility with jwt-cli, seen by every process of the machine')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Read a PEM, a JWK or a JWK set, told by its content')
            [CompletionResult]::new('--secret-encoding', '--secret-encoding', [CompletionResultType]::ParameterName, 'Decode the secret''s text before it is used; without this the text itself is the secret')
            [CompletionResult]::new('-A', '-A ', [CompletionResultType]::ParameterName, 'The algorithm that the servers are set to; HS256 for a secret, the key''s own for a key when left out')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'The algorithm that the servers are set to; HS256 for a secret, the key''s own for a key when left out')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'The issuer; repeated, any of them will do')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'The issuer; repeated, any of them will do')
            [CompletionResult]::new('-a', '-a', [CompletionResultType]::ParameterName, 'The audience that the server is; repeated, any of them will do')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'The audience that the server is; repeated, any of them will do')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'A scope that the token must have; repeated, every one of them')
            [CompletionResult]::new('--now', '--now', [CompletionResultType]::ParameterName, 'Judge as if it were this instant')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--allow-weak-secret', '--allow-weak-secret', [CompletionResultType]::ParameterName, 'Accept a secret that is too short for its algorithm, or published somewhere')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;completions' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;man' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List the commands that have a page')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --output json')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing: end with exit code 8 where an answer is needed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing but the answer and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was decided and where a value came from')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'mcp-token;help' {
            [CompletionResult]::new('secret', 'secret', [CompletionResultType]::ParameterValue, 'Make, keep and rotate signing secrets')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'Make key pairs and hand out their public half')
            [CompletionResult]::new('encode', 'encode', [CompletionResultType]::ParameterValue, 'Make a token from claims and a key')
            [CompletionResult]::new('decode', 'decode', [CompletionResultType]::ParameterValue, 'Show what a token says, without trusting it')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check a token''s signature and claims')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Renew a token: same claims, new life')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print a token that has life left')
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a program with a fresh token in its environment')
            [CompletionResult]::new('store', 'store', [CompletionResultType]::ParameterValue, 'Keep a token that was issued elsewhere')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Tell what is kept for each profile, where, and how long it is good')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget the kept token of a profile')
            [CompletionResult]::new('profile', 'profile', [CompletionResultType]::ParameterValue, 'Say who a token is for, how it is made and where it is kept')
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'Connect MCP clients with a configuration that refers to a token')
            [CompletionResult]::new('setup', 'setup', [CompletionResultType]::ParameterValue, 'Connect to an MCP server that asks for a token')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look for what is wrong with stores, clients and secrets, or with one token')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print a manual page')
            [CompletionResult]::new('exit-codes', 'exit-codes', [CompletionResultType]::ParameterValue, 'exit-codes')
            [CompletionResult]::new('environment', 'environment', [CompletionResultType]::ParameterValue, 'environment')
            [CompletionResult]::new('reasons', 'reasons', [CompletionResultType]::ParameterValue, 'reasons')
            [CompletionResult]::new('ci', 'ci', [CompletionResultType]::ParameterValue, 'ci')
            break
        }
        'mcp-token;help;secret' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a random secret')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Keep a secret under a name')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what is known of a kept secret, or the secret itself')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Tell which secrets are kept, where, and how old they are')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget a kept secret with all of its versions')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Replace a kept secret in two steps')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'End the grace of old secrets, or drop the next one')
            break
        }
        'mcp-token;help;secret;new' {
            break
        }
        'mcp-token;help;secret;set' {
            break
        }
        'mcp-token;help;secret;show' {
            break
        }
        'mcp-token;help;secret;list' {
            break
        }
        'mcp-token;help;secret;remove' {
            break
        }
        'mcp-token;help;secret;rotate' {
            break
        }
        'mcp-token;help;secret;revoke' {
            break
        }
        'mcp-token;help;key' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a key pair')
            [CompletionResult]::new('public', 'public', [CompletionResultType]::ParameterValue, 'Print the public half of a key')
            break
        }
        'mcp-token;help;key;new' {
            break
        }
        'mcp-token;help;key;public' {
            break
        }
        'mcp-token;help;encode' {
            break
        }
        'mcp-token;help;decode' {
            break
        }
        'mcp-token;help;verify' {
            break
        }
        'mcp-token;help;refresh' {
            break
        }
        'mcp-token;help;get' {
            break
        }
        'mcp-token;help;exec' {
            break
        }
        'mcp-token;help;store' {
            break
        }
        'mcp-token;help;list' {
            break
        }
        'mcp-token;help;remove' {
            break
        }
        'mcp-token;help;profile' {
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Make a profile, or change what is said of it')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what is said of a profile')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget a profile and its kept token')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Make a profile of what is there already')
            break
        }
        'mcp-token;help;profile;set' {
            break
        }
        'mcp-token;help;profile;show' {
            break
        }
        'mcp-token;help;profile;remove' {
            break
        }
        'mcp-token;help;profile;import' {
            break
        }
        'mcp-token;help;client' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Tell which servers each client knows, and how it comes by the token')
            [CompletionResult]::new('print', 'print', [CompletionResultType]::ParameterValue, 'Print what connects a client, to be pasted')
            [CompletionResult]::new('install', 'install', [CompletionResultType]::ParameterValue, 'Put the entry into the client''s own file')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take an entry out of the client''s own file')
            break
        }
        'mcp-token;help;client;list' {
            break
        }
        'mcp-token;help;client;print' {
            break
        }
        'mcp-token;help;client;install' {
            break
        }
        'mcp-token;help;client;remove' {
            break
        }
        'mcp-token;help;setup' {
            break
        }
        'mcp-token;help;doctor' {
            break
        }
        'mcp-token;help;completions' {
            break
        }
        'mcp-token;help;man' {
            break
        }
        'mcp-token;help;exit-codes' {
            break
        }
        'mcp-token;help;environment' {
            break
        }
        'mcp-token;help;reasons' {
            break
        }
        'mcp-token;help;ci' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
