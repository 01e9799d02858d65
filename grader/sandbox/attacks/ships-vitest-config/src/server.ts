// The attack is in the files beside it: configuration of test runners.
export {};
