/** What an order may be, from placed to the end. A status is added, never taken away. */
export const orderStatuses = ['placed', 'confirmed', 'rejected', 'accepted', 'ready', 'handed_over', 'completed', 'cancelled'] as const;
