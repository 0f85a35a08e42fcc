// fast-jwt (without its cache) and npm's jsonwebtoken as contenders: what a careful script would write, with the demands
// that mcp-token is given.
//
//     node_peer.cjs LIBRARY encode CLAIMS     one token, from JSON
//     node_peer.cjs LIBRARY verify TOKEN      one verdict
//     node_peer.cjs LIBRARY batch FILE        a verdict for each line, as mcp-token writes them
//     node_peer.cjs LIBRARY serve FOLDER      turns in a loop, see benches/judge/main.rs
//
// The secret is in JWT_SECRET. The libraries are looked up in PEER_MODULES, the node_modules folder of benches/run.sh.
"use strict";

const fs = require("node:fs");
const { createRequire } = require("node:module");

const [name, command, argument] = process.argv.slice(2);
const library = createRequire(`${process.env.PEER_MODULES}/`)(name);
const SECRET = Buffer.from(process.env.JWT_SECRET);
const ISSUER = "exai-mcp-server";
const AUDIENCE = "exai-mcp-client";

const LIBRARIES = {
  "fast-jwt"({ createSigner, createVerifier }) {
    const allowed = { allowedIss: ISSUER, allowedAud: AUDIENCE, requiredClaims: ["exp", "iss", "aud"] };
    return {
      encode: createSigner({ key: SECRET, algorithm: "HS256" }),
      verify: createVerifier({ key: SECRET, algorithms: ["HS256"], cache: false, ...allowed }),
      reason: ({ code, message }) =>
        code === "FAST_JWT_INVALID_SIGNATURE" ? "signature_mismatch"
        : code === "FAST_JWT_EXPIRED" ? "expired"
        : code === "FAST_JWT_INVALID_CLAIM_VALUE" && message.includes("aud") ? "aud_mismatch"
        : "malformed",
    };
  },
  jsonwebtoken({ sign, verify }) {
    // A secret as text would be tried as a PEM first, on every call.
    const key = require("node:crypto").createSecretKey(SECRET);
    const options = { algorithms: ["HS256"], issuer: ISSUER, audience: AUDIENCE };
    return {
      encode: (claims) => sign(claims, key, { algorithm: "HS256" }),
      verify(token) {
        const claims = verify(token, key, options);
        if (claims.exp === undefined) throw new Error("jwt has no exp"); // it knows no required claims
        return claims;
      },
      reason: ({ name, message }) =>
        message === "invalid signature" ? "signature_mismatch"
        : name === "TokenExpiredError" ? "expired"
        : message.startsWith("jwt audience invalid") ? "aud_mismatch"
        : "malformed",
    };
  },
};
const { encode, verify, reason } = LIBRARIES[name](library);
// Another library has the same name.
const label = name === "jsonwebtoken" ? "jsonwebtoken-npm" : name;

function batch(path) {
  const lines = fs.readFileSync(path, "utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  let answers = "";
  lines.forEach((token, index) => {
    let rest = '"ok":true,"reasons":[]';
    try {
      verify(token);
    } catch (error) {
      rest = `"ok":false,"reasons":["${reason(error)}"]`;
    }
    answers += `{"line":${index + 1},${rest}}\n`;
    if (answers.length > 65536) {
      fs.writeSync(1, answers);
      answers = "";
    }
  });
  fs.writeSync(1, answers);
}

function serve(folder) {
  const tokens = fs.readFileSync(`${folder}/good`, "utf8").trim().split("\n");
  const contenders = {
    [`verify/HS256/${label}`]: [verify, tokens],
    [`encode/HS256/${label}`]: [encode, tokens.map(verify)],
  };
  console.log(Object.keys(contenders).join(" "));
  require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
    const [contender, millis] = line.split(" ");
    const [work, pool] = contenders[contender];
    const length = BigInt(millis) * 1_000_000n;
    const start = process.hrtime.bigint();
    let [count, spent] = [0, 0n];
    while (spent < length) {
      for (let more = 0; more < 32; more++) work(pool[count++ % pool.length]);
      spent = process.hrtime.bigint() - start;
    }
    console.log(`${count} ${spent}`);
  });
}

const COMMANDS = {
  encode: (claims) => console.log(encode(JSON.parse(claims))),
  verify: (token) => console.log(verify(token)),
  batch,
  serve,
};
COMMANDS[command](argument);
