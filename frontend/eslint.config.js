import { readdirSync } from "node:fs";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import { importX } from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const features = readdirSync(new URL("./src/features", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** The arrow: lib, components → features → app; one feature never imports another. */
const arrow = [
  { target: "./src/lib", from: ["./src/components", "./src/features", "./src/app"], message: "lib knows nothing above it." },
  { target: "./src/components", from: ["./src/features", "./src/app"], message: "Shared components are dumb: they know no feature." },
  { target: "./src/features", from: "./src/app", message: "app puts features together; nobody imports it." },
  ...features.map((name) => ({ target: `./src/features/${name}`, from: "./src/features", except: [`./${name}`], message: "A feature never imports a feature." })),
];

export default tseslint.config(
  { ignores: ["dist/**", "dist-simulator/**", "node_modules/**", "src/lib/api-types.gen.ts"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx,js,mjs}"],
    plugins: { "import-x": importX, "react-hooks": reactHooks },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver({ project: "./tsconfig.json" })] },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones: arrow }],
      "import-x/no-default-export": "error",
      "import-x/no-cycle": ["error", { maxDepth: 4 }],
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "max-lines": ["error", { max: 350, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      eqeqeq: "error",
      // Words of ours that every browser window has, too: forgotten, they are the window's.
      "no-restricted-globals": ["error", "closed", "event", "length", "name", "origin", "parent", "status", "top"],
    },
  },
  { files: ["*.config.{ts,js}", "vite*.config.ts"], rules: { "import-x/no-default-export": "off" } },
  { files: ["scripts/**", "simulator/**"], rules: { "no-console": "off" } },
  {
    files: ["src/{lib,components,features,app}/**/*.{ts,tsx}"],
    ignores: ["**/*.test.{ts,tsx}"],
    rules: {
      "no-restricted-imports": ["error", { patterns: [{ group: ["@/testing/*", "**/testing/*"], message: "Only tests may use the test kit." }] }],
      "no-restricted-syntax": [
        "error",
        { selector: "JSXText[value=/[A-Za-zÀ-ÿ]{2,}/]", message: "Visible text lives in src/locales." },
        { selector: "JSXAttribute[name.name=/^(dangerouslySetInnerHTML)$/]", message: "No HTML from strings." },
      ],
    },
  },
);
