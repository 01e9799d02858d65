/** The checks' titles in Chinese. */
export const checkTitles: Readonly<Record<string, string>> = {};
