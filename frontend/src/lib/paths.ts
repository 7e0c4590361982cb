/** The addresses of our pages. */
export const paths = {
  signIn: "/sign-in",
  inbox: "/inbox",
  conversation: "/inbox/$conversationId",
} as const;
