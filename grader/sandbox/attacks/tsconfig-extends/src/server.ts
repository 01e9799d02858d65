// The attack is in tsconfig.json.
export {};
