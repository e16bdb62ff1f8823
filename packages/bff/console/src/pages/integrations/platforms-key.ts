export const platformsKey = ['platforms'] as const;
