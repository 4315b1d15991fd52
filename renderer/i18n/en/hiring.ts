export const hiring = {} as const;
