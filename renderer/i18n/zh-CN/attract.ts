export const attract = {} as const;
