// An OpenID Connect provider that approves by itself. Arguments: port, path of a JSON file with
// the claims of the person who signs in, read anew for every token.
import { readFileSync } from "node:fs";
import { OAuth2Server } from "oauth2-mock-server";

const [port, claimsPath] = process.argv.slice(2);
const claims = () => JSON.parse(readFileSync(claimsPath, "utf8"));

const server = new OAuth2Server();
await server.issuer.keys.generate("RS256");
server.issuer.url = `http://127.0.0.1:${port}`;
server.service.on("beforeTokenSigning", (token) => Object.assign(token.payload, claims()));
server.service.on("beforeUserinfo", (answer) => Object.assign(answer.body, claims()));
await server.start(Number(port), "127.0.0.1");
