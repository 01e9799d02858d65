export { packageGradescope, type Package, type PackageOptions } from "./autograder/package.ts";
export { makeRelease, type Release, type ReleaseOptions } from "./make/release.ts";
