/** How many checks of a submission run at a time: most of a check is waiting for a program to start or to answer. */
export const parallelChecks = 12;
