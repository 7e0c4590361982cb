declare module "virtual:emoji/*" {
  export const data: import("frimousse").EmojiData;
}
