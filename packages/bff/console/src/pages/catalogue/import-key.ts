export const importKey = (importId: string) => ['imports', importId] as const;
