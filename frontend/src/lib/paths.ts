/** The addresses of our pages. */
export const paths = {
  signIn: "/sign-in",
  inbox: "/inbox",
  conversation: "/inbox/$conversationId",
  settings: "/settings",
  profile: "/settings/profile",
  language: "/settings/language",
  appearance: "/settings/appearance",
  notifications: "/settings/notifications",
  keyboard: "/settings/keyboard",
  signIns: "/settings/sign-ins",
  canned: "/settings/canned-replies",
} as const;
