/** How a platform and a merchant stand to each other. `ended`: it was accepted, and taken back. `lapsed`: nobody answered for so long that the platform may ask again. */
export const connectionStates = ['pending', 'accepted', 'refused', 'ended', 'lapsed'] as const;
export type ConnectionState = (typeof connectionStates)[number];
