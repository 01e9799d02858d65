export { makeRelease, type Release, type ReleaseOptions } from "./make/release.ts";
