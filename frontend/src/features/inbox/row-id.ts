/** The id of a conversation's row, for whoever must find it. */
export const rowId = (conversationId: string) => `row-${conversationId}`;
