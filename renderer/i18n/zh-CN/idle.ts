export const idle = {} as const;
