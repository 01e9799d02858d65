const noise = Buffer.alloc(1024 * 1024, "noise\n");
const flood = (): void => void process.stderr.write(noise, flood);
flood();
