// Node's JWT libraries as a coprocess for tests/peers/*.rs.
//
// One JSON object a line on stdin, one JSON object a line on stdout, until stdin closes. Requests:
//
//     {"op": "algs",   "tool": T}                           -> {"sign": [...], "verify": [...]}
//     {"op": "version", "tool": T}                          -> {"version"}
//     {"op": "sign",   "tool": T, "alg", "key", "claims", "headers"?}
//                                                           -> {"token"} or {"error"}
//     {"op": "verify", "tool": T, "alg", "key", "token", "audience"?, "issuer"?, "now"?}
//                                                           -> {"ok": true, "claims"} or {"ok": false, "error"}
//     {"op": "accepts", "tool": T, "alg", "key", "token", "audience"?, "issuer"?, "scopes"?, "now"}
//                                                           -> {"ok": true} or {"ok": false, "error"}
//
// T is `jsonwebtoken`, `jose` or, for `accepts`, `typescript-sdk` (the bearer check of `@modelcontextprotocol/server` over
// jose). A key is the text of a secret or a PEM: a private key to sign with, a public one to verify with. `now` is in Unix
// seconds. For `accepts` an audience or issuer may be a list. An error is "Name: text".
//
// The libraries are looked up in PEER_MODULES, the node_modules folder that tests/run.sh fills.

import { createPrivateKey, createPublicKey, createSecretKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

if (!process.env.PEER_MODULES) throw new Error("PEER_MODULES does not name a node_modules folder");
const require = createRequire(`${process.env.PEER_MODULES}/`);
const jsonwebtoken = require("jsonwebtoken");
const jose = require("jose");
const sdk = require("@modelcontextprotocol/server");

const RSA_AND_EC = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
const ALGS = ["HS256", "HS384", "HS512", ...RSA_AND_EC, "EdDSA"];

const secretOr = (asymmetric) => (alg, key) =>
  alg.startsWith("HS") ? createSecretKey(Buffer.from(key, "utf8")) : asymmetric(key);
const signingKey = secretOr(createPrivateKey);
const verifyingKey = secretOr(createPublicKey);

const TOOLS = {
  jsonwebtoken: {
    // It has no list to read, so it is asked to sign with a secret: what it knows it takes, or wants another key for.
    algs() {
      const knows = (alg) => {
        try {
          jsonwebtoken.sign({}, createSecretKey(Buffer.alloc(64)), { algorithm: alg });
        } catch (error) {
          return !error.message.includes("must be a valid string enum value");
        }
        return true;
      };
      const known = ALGS.filter(knows);
      return { sign: known, verify: known };
    },
    sign(alg, key, claims, headers) {
      const noTimestamp = !("iat" in claims); // it would add one, but would also drop the one given
      return jsonwebtoken.sign(claims, signingKey(alg, key), { algorithm: alg, header: headers, noTimestamp });
    },
    verify(alg, key, token, audience, issuer, now) {
      const options = { algorithms: [alg], audience, issuer, clockTimestamp: now };
      return jsonwebtoken.verify(token, verifyingKey(alg, key), options);
    },
  },
  jose: {
    async algs() {
      const known = [];
      for (const alg of ALGS) {
        const generate = alg.startsWith("HS") ? jose.generateSecret : jose.generateKeyPair;
        const made = await generate(alg, { modulusLength: 2048 }).catch((error) => error);
        if (!(made instanceof jose.errors.JOSENotSupported)) known.push(alg);
      }
      return { sign: known, verify: known };
    },
    sign(alg, key, claims, headers) {
      return new jose.SignJWT(claims).setProtectedHeader({ alg, typ: "JWT", ...headers }).sign(signingKey(alg, key));
    },
    async verify(alg, key, token, audience, issuer, now) {
      const currentDate = now === undefined ? undefined : new Date(now * 1000);
      const options = { algorithms: [alg], audience, issuer, currentDate };
      return (await jose.jwtVerify(token, verifyingKey(alg, key), options)).payload;
    },
  },
  "typescript-sdk": {
    // It leaves the token to a verifier: here jose, with `exp` and `scope` passed on. It reads the clock as Date.now().
    async verify(alg, key, token, audience, issuer, now, requiredScopes) {
      const verifyAccessToken = async (token) => {
        const claims = await TOOLS.jose.verify(alg, key, token, audience, issuer, now).catch((error) => {
          throw new sdk.OAuthError(sdk.OAuthErrorCode.InvalidToken, error.message);
        });
        const scopes = typeof claims.scope === "string" ? claims.scope.split(" ") : [];
        return { token, clientId: claims.client_id ?? claims.sub, scopes, expiresAt: claims.exp };
      };
      const running = Date.now;
      Date.now = () => now * 1000;
      try {
        await sdk.verifyBearerToken(`Bearer ${token}`, { verifier: { verifyAccessToken }, requiredScopes });
      } finally {
        Date.now = running;
      }
    },
  },
};

// What is not named as its package.
const PACKAGES = { "typescript-sdk": "@modelcontextprotocol/server" };

async function answer({ op, tool: name, alg, key, claims, headers, token, audience, issuer, scopes, now }) {
  const tool = TOOLS[name];
  if (!tool) throw new Error(`no such tool: ${name}`);
  const text = (error) => `${error.name}: ${error.message}`;
  switch (op) {
    case "algs":
      return tool.algs();
    case "version": {
      const file = `${process.env.PEER_MODULES}/${PACKAGES[name] ?? name}/package.json`;
      return { version: JSON.parse(readFileSync(file, "utf8")).version };
    }
    case "sign":
      try {
        return { token: await tool.sign(alg, key, claims, headers ?? {}) };
      } catch (error) {
        return { error: text(error) };
      }
    case "verify":
      try {
        return { ok: true, claims: await tool.verify(alg, key, token, audience, issuer, now) };
      } catch (error) {
        return { ok: false, error: text(error) };
      }
    case "accepts":
      try {
        await tool.verify(alg, key, token, audience, issuer, now, scopes);
        return { ok: true };
      } catch (error) {
        return { ok: false, error: text(error) };
      }
    default:
      throw new Error(`no such op: ${op}`);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
