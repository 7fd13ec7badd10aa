// The package as an installation leaves it. It depends on nothing and runs nothing, so unpacking is all there is to it.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Packs the package as npm does and puts it into the `node_modules` of `folder`; returns where the archive is. */
export function unpack(folder) {
  const own = join(folder, "node_modules/goodword");
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  const name = execFileSync("npm", ["pack", "--silent", process.env.GOODWORD_PACKAGE], { cwd: folder, encoding: "utf8" }).trim();
  execFileSync("tar", ["-xzf", name, "-C", own, "--strip-components=1"], { cwd: folder });
  return join(folder, name);
}
