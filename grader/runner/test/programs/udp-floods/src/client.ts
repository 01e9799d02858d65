const noise = Buffer.alloc(1024 * 1024, "noise\n");
const flood = (): void => void process.stdout.write(noise, flood);
flood();
