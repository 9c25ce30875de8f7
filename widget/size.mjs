// Says how big the built widget is, and fails when it is bigger than promised.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 30 * 1024;
const file = process.argv[2] ?? new URL("../bot/channels/web/static/night-cramp-chat.js", import.meta.url);
const body = readFileSync(file);
const packed = gzipSync(body, { level: 9 }).length;
console.log(`widget: ${body.length} bytes, ${packed} gzipped (at most ${LIMIT})`);
if (packed > LIMIT) process.exit(1);
